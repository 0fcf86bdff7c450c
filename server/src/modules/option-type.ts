// From a type as `lib.types` makes it (a set with `_type = "option-type"`) to how its definitions merge.

import { apply } from '../eval/apply';
import { NO_SITE } from '../eval/site';
import { force } from '../eval/thunk';
import { type AttrsValue, EMPTY_ATTRS, EMPTY_LIST, type Slot, type Value } from '../eval/values';
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

/** A type as its name's row sees it. */
interface Described {
  readonly name: string;
  readonly type: AttrsValue;
  readonly depth: number;
  /** The class of a type that it is made of. */
  readonly inner: (payload: string) => MergeClass;
}

type Row = (described: Described) => MergeClass;

const one: Row = ({ type }) => ({ kind: 'one', check: checkOf(type) });
const onePackage: Row = ({ type }) => ({ kind: 'one', isPackage: true, check: checkOf(type) });
const lines: Row = ({ name, type }) => ({ kind: 'lines', separator: separatorOf(name, type) });
const listOf: Row = ({ type, inner }) => ({
  kind: 'list',
  element: inner('elemType'),
  ...(hasEmptyValue(type) ? {} : { nonEmpty: true }),
});
const attrsOf: Row = ({ inner }) => ({ kind: 'attrs', element: inner('elemType') });
const submodule: Row = ({ type }) => submoduleClass(type);
const either: Row = ({ type, depth }) =>
  payloadOf(type, 'elemType') === undefined ? NUMBER : { kind: 'either', of: alternatives(type, depth) };
const modules: Row = () => ({ kind: 'modules' });
const freeform: Row = () => ({ kind: 'freeform' });

/** By the names that `lib.types` gives its types; all others are scalars. */
const ROWS: ReadonlyMap<string, Row> = new Map<string, Row>([
  ['boolByOr', () => ({ kind: 'or' })],
  ['package', onePackage],
  ['shellPackage', onePackage],
  ['raw', one],
  ['pkgs', one],
  ['nixpkgs-overlay', one],
  ['overlay', one],
  ['uniq', one],
  ['unique', one],
  ['rawOr', ({ type, inner }) => ({ kind: 'undeclared', several: payloadOf(type, 'elemType') && inner('elemType') })],
  ['lines', lines],
  ['commas', lines],
  ['envVar', lines],
  ['separatedString', lines],
  ['listOf', listOf],
  ['nonEmptyListOf', listOf],
  ['attrsOf', attrsOf],
  ['loaOf', attrsOf],
  ['attrsWith', attrsOf],
  ['lazyAttrsOf', ({ inner }) => ({ kind: 'attrs', element: inner('elemType'), lazy: true })],
  ['attrs', () => ({ kind: 'attrs-shallow' })],
  ['submodule', submodule],
  ['submoduleWith', submodule],
  ['nullOr', ({ inner }) => ({ kind: 'nullOr', of: inner('elemType') })],
  ['either', either],
  ['oneOf', either],
  ['coercedTo', ({ type, inner }) => coercedClass(type, inner('coercedType'), inner('finalType'))],
  ['anything', () => ({ kind: 'anything' })],
  ['unspecified', () => ({ kind: 'unspecified' })],
  ['deferredModule', ({ type }) => ({ kind: 'modules', deferred: payloadOf(type, 'staticModules') ?? EMPTY_LIST })],
  ['optionType', modules],
  ['fileset', modules],
  ['attrTag', ({ type, depth }) => ({ kind: 'tag', ...tagsOf(type, depth) })],
  ['functionTo', ({ inner }) => ({ kind: 'function', result: inner('elemType') })],
  ['freeform-value', freeform],
  ['json', freeform],
  ['toml', freeform],
  ['yaml', freeform],
]);

/** The class of a type; `unknown` for what is not a type of `lib.types` or is not known. */
export function classOfType(slot: Slot | undefined, depth = 0): MergeClass {
  if (slot === undefined) return { kind: 'unspecified' };
  const type = force(slot);
  if (depth > DEPTH_LIMIT || type.kind !== 'attrs' || typeTag(type) !== 'option-type') return UNKNOWN_CLASS;
  const name = textOf(type, 'name');
  if (name === undefined) return UNKNOWN_CLASS;
  const inner = (payload: string): MergeClass => {
    const slot = payloadOf(type, payload);
    return slot === undefined ? UNKNOWN_CLASS : classOfType(slot, depth + 1);
  };
  return ROWS.get(name)?.({ name, type, depth, inner }) ?? scalarClass(name, checkOf(type));
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

/** What a type was made of. Before 25.05 there was one thing at most, `wrapped`, in place of a set of named ones. */
function payloadOf(type: AttrsValue, name: string): Slot | undefined {
  const functor = functorOf(type);
  const payload = valueAt(functor, 'payload');
  if (payload?.kind === 'attrs') return payload.get(name);
  const isWrapped = WRAPPED.has(name) && (payload === undefined || payload.kind === 'null');
  const wrapped = isWrapped ? functor.get('wrapped') : undefined;
  return wrapped === undefined || force(wrapped).kind === 'null' ? undefined : wrapped;
}

function functorOf(type: AttrsValue): AttrsValue {
  const functor = valueAt(type, 'functor');
  return functor?.kind === 'attrs' ? functor : EMPTY_ATTRS;
}

const WRAPPED: ReadonlySet<string> = new Set(['elemType', 'finalType']);

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
  const separator = payload === undefined ? valueAt(functorOf(type), 'payload') : force(payload);
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
