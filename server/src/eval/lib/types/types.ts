// lib.types: option types as data for the module layer. A type is
//   { _type = "option-type"; name; description; descriptionClass; check; emptyValue; nestedTypes;
//     functor = { name; payload; }; }
// and says what it was made of in `functor.payload`, by its `name`:
//   enum {values}
//   listOf, nonEmptyListOf (named listOf), nullOr, functionTo {elemType}
//   attrsOf, lazyAttrsOf {elemType, lazy, placeholder}  attrListOf {elemType, asAttrs}
//   either {elemType = [left, right]} (oneOf folds to it)  coercedTo {coercedType, coerceFunc, finalType}
//   unique {elemType, message}  submodule {modules, specialArgs, shorthandOnlyDefinesConfig, class, description}
//   deferredModule {staticModules}  separatedString {sep}  strMatching … {pattern}  path {inStore, absolute}
//   attrTag {tags}  intBetween, unsignedInt…, positiveInt, signedInt…, numberBetween … {lowest, highest}
//   all others have `payload = null`.
// `check` answers true, false, or something that is neither when the value is not known. `merge` and the functions for
// documentation are not here: selecting them is unknown. Types written by a configuration
// (mkOptionType) keep what they were given.

import { binary, unary } from '../../builtins/row';
import { update } from '../../collections';
import { equal } from '../../compare';
import { expectAttrs, expectClosedList, expectString, primop, type Row } from '../../primop';
import type { Site } from '../../site';
import { force, lazily } from '../../thunk';
import { typeName } from '../../type-name';
import { lift } from '../../unknowns';
import {
  type AttrsValue,
  attrs,
  EMPTY_ATTRS,
  EMPTY_LIST,
  FALSE,
  list,
  NULL,
  type Slot,
  string,
  TRUE,
  type Value,
} from '../../values';
import { anyOf, type Constant, library, withArguments } from '../support';
import { hasTag } from '../tags';
import { COLLECTION_ROWS } from './collections';
import { CONJUNCTION, changeType, checkWith, makeType, NOUN } from './parts';
import { SCALAR_ROWS, SCALARS } from './scalar';
import { WRAPPING_ROWS } from './wrapping';

/** What may stand for a module: a set, a function, or a file. */
const moduleCheck = checkWith((value) =>
  lift(force(value), (known) =>
    ['attrs', 'lambda', 'primop', 'path'].includes(known.kind) || (known.kind === 'string' && known.isAbsolute)
      ? TRUE
      : FALSE,
  ),
);

function submoduleType(modules: Slot, given: (name: string) => Slot | undefined, shorthand: Slot): AttrsValue {
  const description = given('description');
  return makeType({
    name: string('submodule'),
    description: description ?? string('submodule'),
    ...(description === undefined ? { descriptionClass: NOUN } : {}),
    check: moduleCheck,
    payload: attrs([
      ['modules', modules],
      ['specialArgs', given('specialArgs') ?? EMPTY_ATTRS],
      ['shorthandOnlyDefinesConfig', shorthand],
      ['class', given('class') ?? NULL],
      ['description', description ?? NULL],
    ]),
  });
}

const toList = (slot: Slot, site: Site): Slot =>
  lazily(site, () => {
    const value = force(slot);
    return value.kind === 'list' ? value : list([slot]);
  });

const submodule = (modules: Slot, site: Site): AttrsValue =>
  submoduleType(toList(modules, site), () => undefined, TRUE);

const deferredModule = (staticModules: Slot): AttrsValue =>
  makeType({
    name: string('deferredModule'),
    description: string('module'),
    descriptionClass: NOUN,
    check: moduleCheck,
    functor: 'deferredModuleWith',
    payload: attrs([['staticModules', staticModules]]),
  });

/** One of some values; the list may be known in part only. */
function enumType(values: Slot, site: Site): AttrsValue {
  const texts = (): Value =>
    expectClosedList(values, site, (items) => {
      const shown = items.map((item) => showValue(force(item)));
      if (shown.length === 0) return string('impossible (empty enum)');
      return string(shown.length === 1 ? `value ${shown[0]} (singular enum)` : `one of ${shown.join(', ')}`);
    });
  const among = (value: Slot): Value => {
    const known = force(values);
    return lift(known, (set) =>
      set.kind === 'list' ? anyOf(set.items, (item) => equal(item, value, site), set.open, site) : FALSE,
    );
  };
  return makeType({
    name: string('enum'),
    description: lazily(site, texts),
    descriptionClass: lazily(site, () =>
      expectClosedList(values, site, (items) => (items.length < 2 ? NOUN : CONJUNCTION)),
    ),
    check: checkWith(among),
    payload: attrs([['values', values]]),
  });
}

function showValue(value: Value): string {
  if (value.kind === 'string') return `"${value.text}"`;
  return value.kind === 'int' || value.kind === 'bool' ? String(value.value) : `<${typeName(value)}>`;
}

/** Values of a file format: scalars, and lists and sets of them. */
export function formatType(format: string): AttrsValue {
  const scalar = ['null', 'bool', 'int', 'float', 'string', 'partial-string', 'path', 'list', 'attrs'];
  return makeType({
    name: string('freeform-value'),
    description: string(`${format} value`),
    descriptionClass: NOUN,
    check: checkWith((value) => lift(force(value), (known) => (scalar.includes(known.kind) ? TRUE : FALSE))),
  });
}

/** A type as written by a configuration: what it was given over what every type has. */
function customType(fields: Slot, site: Site): Value {
  return expectAttrs(fields, site, (set) => {
    const name = set.get('name') ?? set.open ?? NULL;
    const base = makeType({
      name,
      description: lazily(site, () => descriptionOf(set, name)),
      check: checkWith(() => TRUE),
    });
    return update(base, changeType(set, [['description', lazily(site, () => descriptionOf(set, name))]]), site);
  });
}

function descriptionOf(set: AttrsValue, name: Slot): Value {
  const value = force(set.get('description') ?? NULL);
  return value.kind === 'null' ? force(name) : value;
}

const setType = (tag: Slot, value: Slot, site: Site): Value => update(force(value), attrs([['_type', tag]]), site);

const TYPE_HELPERS: readonly Row[] = [
  binary('isType', (tag, value, site) => expectString(tag, site, ({ text }) => hasTag(value, text, site))),
  binary('setType', setType),
  unary('isOptionType', (value, site) => hasTag(value, 'option-type', site)),
  unary('mkOptionType', customType),
  unary('defaultFunctor', (name) =>
    attrs([
      ['name', name],
      ['type', NULL],
      ['payload', NULL],
      ['binOp', primop('binOp', 2, () => NULL)],
    ]),
  ),
];

const ROWS: readonly Row[] = [
  ...TYPE_HELPERS,
  ...SCALAR_ROWS,
  ...COLLECTION_ROWS,
  ...WRAPPING_ROWS,
  unary('enum', enumType),
  unary('submodule', submodule),
  unary('submoduleWith', (args, site) =>
    withArguments(args, site, (given) =>
      submoduleType(given('modules') ?? EMPTY_LIST, given, given('shorthandOnlyDefinesConfig') ?? FALSE),
    ),
  ),
  unary('deferredModuleWith', (args, site) =>
    withArguments(args, site, (given) => deferredModule(given('staticModules') ?? EMPTY_LIST)),
  ),
  unary('serializableValueWith', (args, site) =>
    withArguments(args, site, (given) => expectString(given('typeName') ?? NULL, site, ({ text }) => formatType(text))),
  ),
];

const CONSTANTS: readonly Constant[] = [
  ...Object.entries(SCALARS),
  ['deferredModule', deferredModule(EMPTY_LIST)],
  ['json', formatType('JSON')],
  ['toml', formatType('TOML')],
];

export const TYPES: AttrsValue = library('lib.types', ROWS, CONSTANTS);
