// From a type as `lib.types` makes it (a set with `_type = "option-type"`) to how its definitions merge.

import { apply } from '../eval/apply';
import { NO_SITE } from '../eval/site';
import { force } from '../eval/thunk';
import { type AttrsValue, EMPTY_LIST, type Slot } from '../eval/values';
import { isOfFormat, type MergeClass, type Scalar, UNKNOWN_CLASS } from '../options/merge-class';
import { codeOf, type OwnMerges, ownMerges } from './own-merges';
import { typeTag } from './property';
import { checkOf, functorOf, hasEmptyValue, payloadOf, textOf, valueAt } from './type-parts';

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

/** What is known around a type. */
interface Around {
  /** Types that this one is a part of. */
  readonly within: readonly AttrsValue[];
  readonly merges: OwnMerges;
  /** What stands for a type inside of itself, and those for which it stood. */
  readonly again: MergeClass;
  readonly recursive: Set<AttrsValue>;
}

interface Named {
  readonly name: string;
  readonly type: AttrsValue;
  /** What is known around the types that it is made of. */
  readonly around: Around;
}

/** A type as its name's row sees it. */
interface Described extends Named {
  /** The class of a type that it is made of. */
  readonly inner: (payload: string) => MergeClass;
}

type Row = (described: Described) => MergeClass;

const one: Row = ({ type }) => ({ kind: 'one', check: checkOf(type) });
const onePackage: Row = ({ type }) => ({ kind: 'one', isPackage: true, check: checkOf(type) });
const unique: Row = ({ type, inner }) => ({ kind: 'one', check: checkOf(type), of: inner('elemType') });
const lines: Row = ({ name, type }) => ({ kind: 'lines', separator: separatorOf(name, type) });
const listOf: Row = ({ type, inner }) => ({
  kind: 'list',
  element: inner('elemType'),
  ...(hasEmptyValue(type) ? {} : { nonEmpty: true }),
});
const attrsOf: Row = ({ inner }) => ({ kind: 'attrs', element: inner('elemType') });
/** Before 21.05: a list was taken as a set under made-up names. */
const loaOf: Row = ({ inner }) => {
  const element = inner('elemType');
  return { kind: 'coerced', from: { kind: 'list', element }, to: { kind: 'attrs', element } };
};
const submodule: Row = ({ type }) => submoduleClass(type);
const either: Row = ({ type, around }) =>
  payloadOf(type, 'elemType') === undefined ? NUMBER : { kind: 'either', of: alternatives(type, around) };
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
  ['uniq', unique],
  ['unique', unique],
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
  ['loaOf', loaOf],
  ['lazyAttrsOf', ({ inner }) => ({ kind: 'attrs', element: inner('elemType'), lazy: true })],
  ['attrs', () => ({ kind: 'attrs-shallow' })],
  ['submodule', submodule],
  ['submoduleWith', submodule],
  ['nullOr', ({ inner }) => ({ kind: 'nullOr', of: inner('elemType') })],
  ['either', either],
  ['oneOf', either],
  ['numberBetween', () => NUMBER],
  ['numberNonnegative', () => NUMBER],
  ['numberPositive', () => NUMBER],
  ['coercedTo', ({ type, inner }) => coercedClass(type, inner('coercedType'), inner('finalType'))],
  ['anything', () => ({ kind: 'anything' })],
  ['unspecified', () => ({ kind: 'unspecified' })],
  ['deferredModule', ({ type }) => ({ kind: 'modules', deferred: payloadOf(type, 'staticModules') ?? EMPTY_LIST })],
  ['optionType', modules],
  ['fileset', modules],
  ['attrTag', ({ type, around }) => ({ kind: 'tag', ...tagsOf(type, around) })],
  ['functionTo', ({ inner }) => ({ kind: 'function', result: inner('elemType') })],
  ['systemd option', () => ({ kind: 'systemd-option' })],
  ['freeform-value', freeform],
  ['json', freeform],
  ['toml', freeform],
  ['yaml', freeform],
]);

/**
 * The class of a type; `unknown` for what is not a type of `lib.types` or is not known.
 * @param merges what is known of functions by which types merge that are nobody's in `lib.types`.
 */
export const classOfType = (slot: Slot | undefined, merges: OwnMerges = ownMerges(undefined)): MergeClass =>
  classIn(slot, { within: [], merges, again: { kind: 'freeform' }, recursive: new Set() });

function classIn(slot: Slot | undefined, around: Around): MergeClass {
  if (slot === undefined) return { kind: 'unspecified' };
  const type = force(slot);
  if (type.kind !== 'attrs' || typeTag(type) !== 'option-type') return UNKNOWN_CLASS;
  if (around.within.includes(type)) {
    around.recursive.add(type);
    return around.again;
  }
  if (around.within.length > DEPTH_LIMIT) return UNKNOWN_CLASS;
  const found = classWith(type, around);
  // A type that has itself as a part is a format's, if it has nothing else than formats have.
  return !around.recursive.delete(type) || isOfFormat(found)
    ? found
    : classWith(type, { ...around, again: UNKNOWN_CLASS });
}

function classWith(type: AttrsValue, around: Around): MergeClass {
  const name = textOf(type, 'name');
  if (name === undefined) return UNKNOWN_CLASS;
  const inside = { ...around, within: [...around.within, type] };
  const inner = (payload: string): MergeClass => {
    const part = payloadOf(type, payload);
    return part === undefined ? UNKNOWN_CLASS : classIn(part, inside);
  };
  const row = mergesItsWay(type) ? undefined : ROWS.get(name);
  return row?.({ name, type, around: inside, inner }) ?? scalarClass({ name, type, around: inside });
}

/** Types of our library leave open how they merge. Whether somebody said it of one: its name then says nothing. */
const mergesItsWay = ({ open, entries }: AttrsValue): boolean => open !== undefined && entries.has('merge');

/** types.number is an either of two scalars under another description. */
const NUMBER: MergeClass = {
  kind: 'either',
  of: [
    { kind: 'equal', scalar: 'int' },
    { kind: 'equal', scalar: 'float' },
  ],
};

function scalarClass({ name, type, around }: Named): MergeClass {
  const isByName = !mergesItsWay(type);
  const [exactly, near] = [SCALARS[name], nearScalar(name)];
  if (isByName && exactly !== undefined) return { kind: 'equal', scalar: exactly, check: checkOf(type) };
  const found = around.merges(valueAt(type, 'merge')) ?? renamedClass(name, type, around);
  if (found?.kind === 'one') return { kind: 'one', check: checkOf(type) };
  if (found !== undefined && found.kind !== 'equal') return found;
  if (found === undefined && (near === undefined || !isByName)) return UNKNOWN_CLASS;
  return { kind: 'equal', scalar: exactly ?? near ?? found?.scalar ?? 'other', check: checkOf(type) };
}

/** A type that was only given another name: it merges by the code of the type that its functor makes. */
function renamedClass(name: string, type: AttrsValue, around: Around): MergeClass | undefined {
  const functor = functorOf(type);
  const before = textOf(functor, 'name');
  if (before === undefined || before === name || !(ROWS.has(before) || before in SCALARS)) return undefined;
  const [make, payload] = [valueAt(functor, 'type'), valueAt(functor, 'payload')];
  const parts = payload === undefined || payload.kind === 'null' ? valueAt(functor, 'wrapped') : payload;
  const made = make && (parts === undefined || parts.kind === 'null' ? make : apply(make, parts, NO_SITE));
  if (made?.kind !== 'attrs' || textOf(made, 'name') !== before) return undefined;
  const code = codeOf(valueAt(type, 'merge'));
  return code !== undefined && code === codeOf(valueAt(made, 'merge')) ? classIn(made, around) : undefined;
}

/** By the beginnings that names of scalars have. */
function nearScalar(name: string): Scalar | undefined {
  if (/^(un)?signedInt|^(u|s)\d+$/.test(name)) return 'int';
  if (/^(strMatching|passwdEntry)/.test(name)) return 'string';
  return /[pP]ath/.test(name) ? 'path' : undefined;
}

function separatorOf(name: string, type: AttrsValue): string | undefined {
  const payload = payloadOf(type, 'sep');
  const separator = payload === undefined ? valueAt(functorOf(type), 'payload') : force(payload);
  if (separator?.kind === 'string') return separator.text;
  return name === 'lines' ? '\n' : name === 'commas' ? ',' : name === 'envVar' ? ':' : undefined;
}

function alternatives(type: AttrsValue, around: Around): readonly MergeClass[] {
  const slot = payloadOf(type, 'elemType');
  const value = slot === undefined ? undefined : force(slot);
  return value?.kind === 'list' && value.open === undefined
    ? value.items.map((item) => classIn(item, around))
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

function tagsOf(type: AttrsValue, around: Around): { tags?: ReadonlyMap<string, MergeClass> } {
  const slot = payloadOf(type, 'tags');
  const tags = slot === undefined ? undefined : force(slot);
  if (tags?.kind !== 'attrs' || tags.open !== undefined) return {};
  const classes = new Map<string, MergeClass>();
  for (const [name, { slot: option }] of tags.entries) {
    const value = force(option);
    classes.set(name, value.kind === 'attrs' ? classIn(value.get('type'), around) : UNKNOWN_CLASS);
  }
  return { tags: classes };
}
