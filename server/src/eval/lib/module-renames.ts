// The functions that make modules for renamed and removed options. What they return is no module but a
// mark that the module layer reads:
//   { __renamed = { kind; from; to; message; change?; }; }
// kind: renamed | alias | removed | changed | merged. `from` and `to` are option paths; of a merged option `from` is a
// list of paths; a removed one has `to = null`. `message` tells people what happened (null for an alias). `change` is
// the function of changed and merged options, from `config` to the value.

import { binary, ternary, unary } from '../builtins/row';
import { expectBool, type Row } from '../primop';
import type { Site } from '../site';
import { concatPieces } from '../strings';
import { force, lazily } from '../thunk';
import { type AttrsValue, attrs, NULL, type Slot, string, type Value } from '../values';
import { showOption } from './option-text';
import { withArguments } from './support';

export const RENAME_MARK = '__renamed';

type Kind = 'renamed' | 'alias' | 'removed' | 'changed' | 'merged';

function renamed(kind: Kind, from: Slot, to: Slot, message: Slot, change?: Slot): AttrsValue {
  const mark = attrs([
    ['kind', string(kind)],
    ['from', from],
    ['to', to],
    ['message', message],
    ...(change === undefined ? [] : [['change', change] as const]),
  ]);
  return attrs([[RENAME_MARK, mark]]);
}

const moved = (from: Slot, to: Slot, site: Site): Slot =>
  lazily(site, () =>
    concatPieces(['The option `', showOption(from, site), "' has been renamed to `", showOption(to, site), "'."]),
  );
const retyped = (to: Slot, site: Site): Slot =>
  lazily(site, () =>
    concatPieces(['The option has been changed to `', showOption(to, site), "' that has a different type."]),
  );
const gone = (from: Slot, instructions: Slot, site: Site): Slot =>
  lazily(site, () =>
    concatPieces([
      'The option `',
      showOption(from, site),
      "' no longer has any effect; please remove it. ",
      force(instructions),
    ]),
  );

/** doRename says by `visible` whether the old name is still one to use. */
function rename(given: (name: string) => Slot | undefined, site: Site): Value {
  const [from, to] = [given('from') ?? NULL, given('to') ?? NULL];
  return expectBool(given('visible') ?? NULL, site, (visible) =>
    visible.value ? renamed('alias', from, to, NULL) : renamed('renamed', from, to, moved(from, to, site)),
  );
}

export const RENAMES: readonly Row[] = [
  binary('mkRenamedOptionModule', (from, to, site) => renamed('renamed', from, to, moved(from, to, site))),
  unary('mkRenamedOptionModuleWith', (args, site) =>
    withArguments(args, site, (given) => {
      const [from, to] = [given('from') ?? NULL, given('to') ?? NULL];
      return renamed('renamed', from, to, moved(from, to, site));
    }),
  ),
  binary('mkRemovedOptionModule', (from, instructions, site) =>
    renamed('removed', from, NULL, gone(from, instructions, site)),
  ),
  binary('mkAliasOptionModule', (from, to) => renamed('alias', from, to, NULL)),
  binary('mkAliasOptionModuleMD', (from, to) => renamed('alias', from, to, NULL)),
  ternary('mkChangedOptionModule', (from, to, change, site) => renamed('changed', from, to, retyped(to, site), change)),
  ternary('mkMergedOptionModule', (from, to, change, site) => renamed('merged', from, to, retyped(to, site), change)),
  unary('doRename', (args, site) => withArguments(args, site, (given) => rename(given, site))),
];
