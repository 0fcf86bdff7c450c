// Types and kinds of values in words, for messages.

import { isPackage } from '../eval/packages';
import { force } from '../eval/thunk';
import type { Value } from '../eval/values';
import type { Declaration } from '../modules/declarations';
import type { MergeClass, Scalar } from '../options/merge-class';
import { l10n } from '../protocol/l10n';
import { visible } from '../protocol/visible';

/** Kinds of values that have a word of their own. */
type Kind = 'bool' | 'int' | 'float' | 'string' | 'path' | 'list' | 'set' | 'function' | 'package';

function scalarText(scalar: Scalar): string {
  switch (scalar) {
    case 'bool':
      return l10n.t('true or false');
    case 'int':
      return l10n.t('an integer');
    case 'float':
      return l10n.t('a floating point number');
    case 'number':
      return l10n.t('a number');
    case 'string':
      return l10n.t('a string');
    case 'path':
      return l10n.t('an absolute path');
    case 'enum':
      return l10n.t('one of certain values');
    case 'other':
      return l10n.t('another kind of value');
  }
}

const orOf = (kinds: readonly string[]): string =>
  [...new Set(kinds)].reduce((before, next) => l10n.t('{0} or {1}', before, next));

/** What an option of a class takes, as after "takes". */
export function describeType(type: MergeClass): string {
  switch (type.kind) {
    case 'equal':
      return scalarText(type.scalar);
    case 'or':
      return l10n.t('true or false');
    case 'one':
      return type.isPackage === true ? l10n.t('a package') : l10n.t('another kind of value');
    case 'lines':
      return l10n.t('a string');
    case 'list':
      return type.nonEmpty === true ? l10n.t('a list that is not empty') : l10n.t('a list');
    case 'attrs':
    case 'attrs-shallow':
    case 'submodule':
      return l10n.t('a set');
    case 'nullOr':
      return orOf(['null', describeType(type.of)]);
    case 'either':
      return orOf(type.of.map(describeType));
    case 'coerced':
      return orOf([...(type.from === undefined ? [] : [describeType(type.from)]), describeType(type.to)]);
    case 'tag':
      return type.tags === undefined
        ? l10n.t('a set with one tag')
        : l10n.t('a set with one of the tags {0}', [...type.tags.keys()].join(', '));
    case 'function':
      return l10n.t('a function');
    default:
      return l10n.t('another kind of value');
  }
}

/** The same by itself; undefined where a part of it has no words. */
export function typeInWords(type: MergeClass): string | undefined {
  const text = describeType(type);
  return text.includes(l10n.t('another kind of value')) ? undefined : text;
}

/** As much as is said of it, in UTF-16 units. */
const LONGEST = 120;

/** What the type of an option that modules declare says of itself (`one of "a", "b"`), where it is known. */
export function ownWords(declaration: Declaration | undefined): string | undefined {
  const value = declaration?.type && force(declaration.type);
  const words = value?.kind === 'attrs' ? value.get('description') : undefined;
  const known = words && force(words);
  return known?.kind === 'string' ? visible(known.text, LONGEST) : undefined;
}

/** Whether a type takes values of the kind that a value is of, though perhaps not all of them. */
export function takesKind(type: MergeClass, value: Value): boolean {
  const kind = kindOf(value);
  return kind !== undefined && kindsOf(type).includes(kind);
}

function kindsOf(type: MergeClass): readonly Kind[] {
  switch (type.kind) {
    case 'equal': {
      const { scalar } = type;
      return scalar === 'bool' || scalar === 'int' || scalar === 'float' || scalar === 'string' ? [scalar] : [];
    }
    case 'or':
      return ['bool'];
    case 'one':
      return type.isPackage === true ? ['package'] : [];
    case 'lines':
      return ['string'];
    case 'list':
      return ['list'];
    case 'attrs':
    case 'attrs-shallow':
    case 'submodule':
    case 'tag':
      return ['set'];
    case 'nullOr':
      return kindsOf(type.of);
    case 'either':
      return type.of.flatMap(kindsOf);
    case 'coerced':
      return [...(type.from === undefined ? [] : kindsOf(type.from)), ...kindsOf(type.to)];
    case 'function':
      return ['function'];
    default:
      return [];
  }
}

/** What becomes of several definitions of an option of a class, as a sentence; undefined where that is not known. */
export function describeMerging(type: MergeClass): string | undefined {
  switch (type.kind) {
    case 'equal':
      return l10n.t('all definitions must be equal');
    case 'one':
      return l10n.t('takes one definition');
    case 'either': {
      const [first, ...others] = new Set(type.of.map(describeMerging));
      return others.length === 0 ? first : undefined;
    }
    case 'undeclared':
    case 'unspecified':
    case 'unknown':
      return undefined;
    case 'or':
      return l10n.t('true if one definition is');
    case 'lines':
      return l10n.t('lines are joined');
    case 'list':
    case 'systemd-option':
      return l10n.t('lists are joined');
    case 'attrs':
    case 'submodule':
    case 'freeform':
    case 'anything':
    case 'tag':
      return l10n.t('sets merge per key');
    case 'attrs-shallow':
      return l10n.t('sets merge, the last one wins');
    case 'modules':
      return l10n.t('modules are united');
    case 'function':
      return describeMerging(type.result);
    case 'nullOr':
      return describeMerging(type.of);
    case 'coerced':
      return describeMerging(type.to);
  }
}

/** What kind of value it is; undefined where that says nothing. */
export function describeKind(value: Value): string | undefined {
  switch (kindOf(value)) {
    case 'bool':
      return l10n.t('a Boolean');
    case 'int':
      return l10n.t('an integer');
    case 'float':
      return l10n.t('a floating point number');
    case 'string':
      return l10n.t('a string');
    case 'path':
      return l10n.t('a path');
    case 'list':
      return l10n.t('a list');
    case 'set':
      return l10n.t('a set');
    case 'function':
      return l10n.t('a function');
    case 'package':
      return l10n.t('a package');
    case undefined:
      return undefined;
  }
}

function kindOf(value: Value): Kind | undefined {
  switch (value.kind) {
    case 'bool':
    case 'int':
    case 'float':
    case 'string':
    case 'path':
    case 'list':
      return value.kind;
    case 'partial-string':
      return 'string';
    case 'attrs':
      return 'set';
    case 'lambda':
    case 'primop':
      return 'function';
    default:
      return isPackage(value) ? 'package' : undefined;
  }
}
