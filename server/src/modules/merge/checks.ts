// Whether a value is of a type, as far as that can be told: true, false, or undefined for "cannot tell".
import { isPackage } from '../../eval/packages';
import type { AttrsValue, Value } from '../../eval/values';
import type { MergeClass, Scalar } from '../../options/merge-class';
import { typeTag } from '../property';

export function fits(type: MergeClass, value: Value): boolean | undefined {
  if (value.kind === 'unknown' || value.kind === 'choice' || value.kind === 'error') return undefined;
  const asPackage = isPackage(value) ? fitsAsPackage(type) : undefined;
  if (asPackage !== undefined) return asPackage;
  switch (type.kind) {
    case 'equal':
      return type.check?.(value) ?? fitsScalar(type.scalar, value);
    case 'one':
      return type.check?.(value) ?? (type.isPackage === true ? fitsPackage(value) : undefined);
    case 'lines':
      return isText(value);
    case 'list':
      return known(
        value,
        (v) => v.kind === 'list' && (type.nonEmpty !== true || v.items.length > 0 || v.open !== undefined),
      );
    case 'or':
      return known(value, (v) => v.kind === 'bool');
    case 'attrs':
    case 'attrs-shallow':
      return known(value, (v) => v.kind === 'attrs');
    case 'submodule':
      // The text of an absolute path is a module as well.
      return known(
        value,
        (v) =>
          v.kind === 'attrs' ||
          v.kind === 'lambda' ||
          v.kind === 'primop' ||
          v.kind === 'path' ||
          v.kind === 'partial-string' ||
          (v.kind === 'string' && v.isAbsolute),
      );
    case 'nullOr':
      return value.kind === 'null' ? true : fits(type.of, value);
    case 'either':
      return anyOf(type.of.map((option) => fits(option, value)));
    case 'coerced':
      return anyOf([fits(type.to, value), type.from === undefined ? undefined : fits(type.from, value)]);
    case 'tag':
      return known(
        value,
        (v) =>
          v.kind === 'attrs' &&
          v.entries.size === 1 &&
          (type.tags === undefined || [...v.entries.keys()].every((tag) => type.tags?.has(tag))),
      );
    case 'function':
      return known(
        value,
        (v) => v.kind === 'lambda' || v.kind === 'primop' || (v.kind === 'attrs' && v.entries.has('__functor')),
      );
    case 'modules':
    case 'undeclared':
    case 'freeform':
    case 'anything':
    case 'unspecified':
    case 'systemd-option':
    case 'unknown':
      return undefined;
  }
}

/** A derivation is a set, and turns into the text of a path; what a type checks besides is not known. */
function fitsAsPackage(type: MergeClass): boolean | undefined {
  switch (type.kind) {
    case 'one':
      return type.isPackage;
    case 'equal':
      if (type.check !== undefined || type.scalar === 'other' || type.scalar === 'enum') return undefined;
      return type.scalar === 'path';
    case 'lines':
    case 'list':
    case 'or':
    case 'function':
      return false;
    default:
      return undefined;
  }
}

/** An opaque value may be of any type. */
function known(value: Value, test: (value: Value) => boolean | undefined): boolean | undefined {
  return value.kind === 'opaque' ? undefined : test(value);
}

function isText(value: Value): boolean | undefined {
  return known(value, (v) => v.kind === 'string' || v.kind === 'partial-string');
}

function fitsScalar(scalar: Scalar, value: Value): boolean | undefined {
  switch (scalar) {
    case 'bool':
      return known(value, (v) => v.kind === 'bool');
    case 'int':
      return known(value, (v) => v.kind === 'int');
    case 'float':
      return known(value, (v) => v.kind === 'float');
    case 'number':
      return known(value, (v) => v.kind === 'int' || v.kind === 'float');
    case 'string':
      return isText(value);
    case 'path':
      return known(value, fitsPath);
    // Which values an enumeration has, and what other types take, is not in the facts; but
    // no scalar option takes these.
    case 'enum':
    case 'other':
      return value.kind === 'lambda' || value.kind === 'primop' || isLeakedProperty(value) ? false : undefined;
  }
}

/** A path may be written as a path, a string, or anything that is turned into one. */
function fitsPath(value: Value): boolean | undefined {
  if (value.kind === 'attrs') return mayBeText(value);
  return value.kind === 'path' || value.kind === 'partial-string' || (value.kind === 'string' && value.isAbsolute);
}

/** What may be the text of a store path. */
const STORE_TEXT = /^\/(.*\/store\/|[0-9a-z]{52})/;

/** A derivation, or the text of a store path (types.package): what it is not can be told, what it is cannot. */
function fitsPackage(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'opaque':
    case 'path':
    case 'partial-string':
      return undefined;
    case 'attrs':
      return value.entries.has('type') || mayBeText(value) !== false ? undefined : false;
    case 'string':
      return value.isAbsolute && STORE_TEXT.test(value.text) ? undefined : false;
    default:
      return false;
  }
}

/** Whether a set is turned into text where text is wanted, as a derivation is; which text, is not looked at. */
export function mayBeText(value: AttrsValue): boolean | undefined {
  return (
    value.entries.has('outPath') || value.entries.has('__toString') || (value.open === undefined ? false : undefined)
  );
}

function anyOf(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) || answers.length === 0 ? undefined : false;
}

/** A property that was left inside a value: every type but the most permissive rejects it. */
export function isLeakedProperty(value: Value): boolean {
  const tag = typeTag(value);
  return tag === 'if' || tag === 'override' || tag === 'order' || tag === 'merge';
}
