// lib.modules: the properties a definition may be wrapped in, as the sets nixpkgs makes of them. The contents stay
// unforced, and remember the expression they were written as.

import { binary, ternary, unary } from '../builtins/row';
import { update } from '../collections';
import { decide, expectAttrs, expectClosedList, expectString, type Row } from '../primop';
import { argumentEntry } from '../provenance';
import { hasAttr, selectAttr } from '../select';
import type { Site } from '../site';
import { force, lazily } from '../thunk';
import { AttrsValue, attrs, type Entry, fail, int, list, type Slot, string, TRUE, type Value } from '../values';
import { RENAMES } from './module-renames';
import { type Constant, call, select } from './support';

const OVERRIDES: readonly (readonly [name: string, priority: number])[] = [
  ['mkOptionDefault', 1500],
  ['mkDefault', 1000],
  ['mkImageMediaOverride', 60],
  ['mkForce', 50],
  ['mkVMOverride', 10],
];
const ORDERS: readonly (readonly [name: string, priority: number])[] = [
  ['mkBefore', 500],
  ['mkAfter', 1500],
];
const PLAIN_PRIORITY = int(100);
const PLAIN_ORDER = int(1000);

/** A set marked as a property, with the entries that belong to it. */
function property(type: string, parts: readonly (readonly [name: string, entry: Entry])[]): AttrsValue {
  return new AttrsValue(new Map<string, Entry>([['_type', { slot: string(type), origin: undefined }], ...parts]));
}

const made = (slot: Slot): Entry => ({ slot, origin: undefined });

/** `{ _type; priority; content }` with the content as the last argument of the call. */
const prioritised = (type: 'override' | 'order', priority: Entry, content: Slot, site: Site): AttrsValue =>
  property(type, [
    ['priority', priority],
    ['content', argumentEntry(content, site, 1)],
  ]);

const mkIf = (condition: Slot, content: Entry, site: Site): AttrsValue =>
  property('if', [
    ['condition', argumentEntry(condition, site, 2)],
    ['content', content],
  ]);
const mkMerge = (contents: Entry): AttrsValue => property('merge', [['contents', contents]]);

/** The definitions of another option, wrapped, as long as it has any. */
function alias(
  wrap: (definitions: Slot) => Value,
  option: Slot,
  site: Site,
  change: (definition: Slot) => Slot,
): AttrsValue {
  const isDefined = lazily(site, () => select(option, 'isDefined', site));
  const contents = lazily(site, () =>
    expectClosedList(
      lazily(site, () => select(option, 'definitions', site)),
      site,
      (items) => list(items.map(change)),
    ),
  );
  return property('if', [
    ['condition', made(isDefined)],
    ['content', made(lazily(site, () => wrap(mkMerge(made(contents)))))],
  ]);
}

const highestPriority = (option: Slot, site: Site): Slot =>
  lazily(site, () => {
    const value = force(option);
    return decide(
      hasAttr(value, 'highestPrio'),
      () => selectAttr(value, 'highestPrio', site),
      () => PLAIN_PRIORITY,
      site,
    );
  });

const withPriority =
  (option: Slot, site: Site) =>
  (definition: Slot): Slot =>
    property('override', [
      ['priority', made(highestPriority(option, site))],
      ['content', made(definition)],
    ]);
const unchanged = (definition: Slot): Slot => definition;

export const MODULE_ROWS: readonly Row[] = [
  binary('mkIf', (condition, content, site) => mkIf(condition, argumentEntry(content, site, 1), site)),
  unary('mkMerge', (contents, site) => mkMerge(argumentEntry(contents, site, 1))),
  binary('mkOverride', (priority, content, site) =>
    prioritised('override', argumentEntry(priority, site, 2), content, site),
  ),
  binary('mkOrder', (priority, content, site) => prioritised('order', argumentEntry(priority, site, 2), content, site)),
  ...OVERRIDES.map(
    ([name, priority]): Row =>
      unary(name, (content, site) => prioritised('override', made(int(priority)), content, site)),
  ),
  ...ORDERS.map(
    ([name, priority]): Row => unary(name, (content, site) => prioritised('order', made(int(priority)), content, site)),
  ),
  ternary('mkAssert', (assertion, message, content, site) => {
    const condition = lazily(site, () =>
      decide(
        force(assertion),
        () => TRUE,
        () => expectString(message, site, ({ text }) => fail('throw', `\nFailed assertion: ${text}`, site)),
        site,
      ),
    );
    return property('if', [
      ['condition', made(condition)],
      ['content', argumentEntry(content, site, 1)],
    ]);
  }),
  unary('mkDefinition', (args, site) =>
    expectAttrs(args, site, (set) => update(set, attrs([['_type', string('definition')]]), site)),
  ),
  unary('mkFixStrictness', (content) => force(content)),
  unary('mkAliasDefinitions', (option, site) => alias(force, option, site, unchanged)),
  binary('mkAliasAndWrapDefinitions', (wrap, option, site) =>
    alias((definitions) => call(wrap, [definitions], site), option, site, unchanged),
  ),
  binary('mkAliasAndWrapDefsWithPriority', (wrap, option, site) =>
    alias((definitions) => call(wrap, [definitions], site), option, site, withPriority(option, site)),
  ),
  binary('mkAliasIfDef', (option, content, site) =>
    property('if', [
      ['condition', made(lazily(site, () => select(option, 'isDefined', site)))],
      ['content', argumentEntry(content, site, 1)],
    ]),
  ),
  binary('mkDerivedConfig', (option, fn, site) => {
    const content = lazily(site, () => call(fn, [lazily(site, () => select(option, 'value', site))], site));
    return property('override', [
      ['priority', made(highestPriority(option, site))],
      ['content', made(content)],
    ]);
  }),
  binary('setDefaultModuleLocation', (file, module) =>
    attrs([
      ['_file', file],
      ['imports', list([module])],
    ]),
  ),
  ...RENAMES,
];

export const MODULE_CONSTANTS: readonly Constant[] = [
  ['defaultOverridePriority', PLAIN_PRIORITY],
  ['defaultOrderPriority', PLAIN_ORDER],
];
