// From a type as `lib.types` makes it (a set with `_type = "option-type"`) to how its definitions merge.

import { apply } from '../eval/apply';
import { NO_SITE } from '../eval/site';
import { force } from '../eval/thunk';
import { type AttrsValue, EMPTY_LIST, type Slot, type Value } from '../eval/values';
import { type Check, type MergeClass, type Scalar, UNKNOWN_CLASS } from '../options/merge-class';
import { typeTag } from './property';

/** Types nested deeper than this are taken for recursive ones. */
const DEPTH_LIMIT = 24;

const SCALARS: Readonly<Record<string, Scalar>> = {
  bool: 'bool',
  int: 'int',
  float: 'float',
  str: 'string',
  nonEmptyStr: 'string',
  singleLineStr: 'string',
  path: 'path',
  enum: 'other',
  luaInline: 'other',
  unsignedInt: 'int',
  positiveInt: 'int',
  intBetween: 'int',
  port: 'int',
  unsignedInt16: 'int',
};

/** The class of a type; `unknown` for what is not a type of `lib.types` or is not known. */
export function classOfType(slot: Slot | undefined, depth = 0): MergeClass {
  if (slot === undefined) return { kind: 'unspecified' };
  const type = force(slot);
  if (depth > DEPTH_LIMIT || type.kind !== 'attrs' || typeTag(type) !== 'option-type') return UNKNOWN_CLASS;
  const name = textOf(type, 'name');
  if (name === undefined) return UNKNOWN_CLASS;
  const inner = (payload: string): MergeClass => classOfType(payloadOf(type, payload) ?? type, depth + 1);
  const check = checkOf(type);
  switch (name) {
    case 'boolByOr':
      return { kind: 'or' };
    case 'package':
    case 'shellPackage':
    case 'raw':
    case 'pkgs':
    case 'nixpkgs-overlay':
    case 'overlay':
      return { kind: 'one', check };
    case 'rawOr':
      return { kind: 'undeclared', several: payloadOf(type, 'elemType') && inner('elemType') };
    case 'uniq':
    case 'unique':
      return { kind: 'one', check };
    case 'lines':
    case 'commas':
    case 'envVar':
    case 'separatedString':
      return { kind: 'lines', separator: separatorOf(name, type) };
    case 'listOf':
    case 'nonEmptyListOf':
      return { kind: 'list', element: inner('elemType'), ...(hasEmptyValue(type) ? {} : { nonEmpty: true }) };
    case 'attrsOf':
    case 'attrsWith':
      return { kind: 'attrs', element: inner('elemType') };
    case 'lazyAttrsOf':
      return { kind: 'attrs', element: inner('elemType'), lazy: true };
    case 'attrs':
      return { kind: 'attrs-shallow' };
    case 'submodule':
    case 'submoduleWith':
      return submoduleClass(type);
    case 'nullOr':
      return { kind: 'nullOr', of: inner('elemType') };
    case 'either':
    case 'oneOf':
      return payloadOf(type, 'elemType') === undefined ? NUMBER : { kind: 'either', of: alternatives(type, depth) };
    case 'coercedTo':
      return coercedClass(type, inner('coercedType'), inner('finalType'));
    case 'anything':
      return { kind: 'anything' };
    case 'unspecified':
      return { kind: 'unspecified' };
    case 'deferredModule':
      return { kind: 'modules', deferred: payloadOf(type, 'staticModules') ?? EMPTY_LIST };
    case 'optionType':
    case 'fileset':
      return { kind: 'modules' };
    case 'attrTag':
      return { kind: 'tag', ...tagsOf(type, depth) };
    case 'functionTo':
      return { kind: 'function', result: inner('elemType') };
    case 'freeform-value':
    case 'json':
    case 'toml':
    case 'yaml':
      return { kind: 'freeform' };
    default:
      return scalarClass(name, check);
  }
}

/** types.number is an either of two scalars under another description. */
const NUMBER: MergeClass = {
  kind: 'either',
  of: [
    { kind: 'equal', scalar: 'int' },
    { kind: 'equal', scalar: 'float' },
  ],
};

function scalarClass(name: string, check: Check): MergeClass {
  const scalar =
    SCALARS[name] ??
    (/^(un)?signedInt|^(u|s)\d+$/.test(name)
      ? 'int'
      : /^(strMatching|passwdEntry)/.test(name)
        ? 'string'
        : /[pP]ath/.test(name)
          ? 'path'
          : undefined);
  if (scalar !== undefined) return { kind: 'equal', scalar, check };
  return UNKNOWN_CLASS;
}

/** The type's own check as a three-valued test. */
function checkOf(type: AttrsValue): Check {
  const slot = type.get('check');
  if (slot === undefined) return () => undefined;
  return (value: Value) => {
    if (value.kind === 'opaque' || value.kind === 'partial-string') return undefined;
    const answer = apply(force(slot), value, NO_SITE);
    return answer.kind === 'bool' ? answer.value : undefined;
  };
}

/** `emptyValue.value`: what an option of this type is when nobody defines it. */
function hasEmptyValue(type: AttrsValue): boolean {
  const empty = valueAt(type, 'emptyValue');
  return empty?.kind === 'attrs' && empty.entries.has('value');
}

function payloadOf(type: AttrsValue, name: string): Slot | undefined {
  const functor = valueAt(type, 'functor');
  const payload = functor?.kind === 'attrs' ? valueAt(functor, 'payload') : undefined;
  return payload?.kind === 'attrs' ? payload.get(name) : undefined;
}

function valueAt(set: AttrsValue, name: string): Value | undefined {
  const slot = set.get(name);
  return slot === undefined ? undefined : force(slot);
}

function textOf(set: AttrsValue, name: string): string | undefined {
  const value = valueAt(set, name);
  return value?.kind === 'string' ? value.text : undefined;
}

function separatorOf(name: string, type: AttrsValue): string | undefined {
  const payload = payloadOf(type, 'sep');
  const separator = payload === undefined ? undefined : force(payload);
  if (separator?.kind === 'string') return separator.text;
  return name === 'lines' ? '\n' : name === 'commas' ? ',' : name === 'envVar' ? ':' : undefined;
}

function alternatives(type: AttrsValue, depth: number): readonly MergeClass[] {
  const slot = payloadOf(type, 'elemType');
  const value = slot === undefined ? undefined : force(slot);
  return value?.kind === 'list' && value.open === undefined
    ? value.items.map((item) => classOfType(item, depth + 1))
    : [UNKNOWN_CLASS];
}

function submoduleClass(type: AttrsValue): MergeClass {
  const slot = payloadOf(type, 'modules');
  const modules = slot === undefined ? undefined : force(slot);
  if (modules?.kind !== 'list' || modules.open !== undefined) return UNKNOWN_CLASS;
  const shorthand = payloadOf(type, 'shorthandOnlyDefinesConfig');
  const value = shorthand === undefined ? undefined : force(shorthand);
  return {
    kind: 'submodule',
    freeform: undefined,
    declared: {
      modules: modules.items,
      specialArgs: payloadOf(type, 'specialArgs'),
      shorthandOnlyDefinesConfig: value?.kind === 'bool' && value.value,
    },
  };
}

function coercedClass(type: AttrsValue, from: MergeClass, to: MergeClass): MergeClass {
  const coerce = payloadOf(type, 'coerceFunc');
  return { kind: 'coerced', from, to, ...(coerce === undefined ? {} : { coerce }) };
}

function tagsOf(type: AttrsValue, depth: number): { tags?: ReadonlyMap<string, MergeClass> } {
  const slot = payloadOf(type, 'tags');
  const tags = slot === undefined ? undefined : force(slot);
  if (tags?.kind !== 'attrs' || tags.open !== undefined) return {};
  const classes = new Map<string, MergeClass>();
  for (const [name, { slot: option }] of tags.entries) {
    const value = force(option);
    classes.set(name, value.kind === 'attrs' ? classOfType(value.get('type'), depth + 1) : UNKNOWN_CLASS);
  }
  return { tags: classes };
}
