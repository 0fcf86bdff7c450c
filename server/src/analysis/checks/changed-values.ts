// What a specialisation changes: values of `config` and packages that are certainly others
// there than in the base system.

import { applyAll } from '../../eval/apply';
import { equal } from '../../eval/compare';
import { selectAttr } from '../../eval/select';
import { NO_SITE } from '../../eval/site';
import { force } from '../../eval/thunk';
import { isFalse } from '../../eval/truth';
import { OpaqueValue, type Value } from '../../eval/values';
import type { Merged } from '../../modules/merge/outcome';
import type { System } from '../../modules/system';
import { describeValue } from '../describe';
import { mergedAt } from '../lookup';

export interface ChangedValue {
  /** Both as a user would write them. */
  readonly before: string;
  readonly after: string;
}

const SCALARS: ReadonlySet<Value['kind']> = new Set(['null', 'bool', 'int', 'float', 'string', 'path']);

/**
 * How `config.<path>` differs between the base system and a specialisation; undefined where it
 * does not, or it is not known.
 */
export function changedValue(specialisation: System, path: readonly string[]): ChangedValue | undefined {
  const { base, entry } = specialisation;
  if (
    base === undefined ||
    entry === undefined ||
    entry.doubt !== undefined ||
    !isSettled(mergedAt(specialisation, path))
  )
    return undefined;
  const after = valueAt(specialisation, path);
  if (!SCALARS.has(after.kind)) return undefined;
  const before = valueAt(base, path);
  return SCALARS.has(before.kind) && isFalse(equal(before, after, NO_SITE))
    ? { before: describeValue(before), after: describeValue(after) }
    : undefined;
}

/**
 * Only what the specialisation's own modules define is certainly its value: no condition and no import that
 * is not known may override it.
 */
const isSettled = (merged: Merged | undefined): boolean =>
  merged !== undefined &&
  merged.possible.length === 0 &&
  merged.unseen.length === 0 &&
  merged.winners.some(({ module }) => module.scope === 'specialisation');

function valueAt({ evaluation }: System, path: readonly string[]): Value {
  let value: Value = evaluation.config;
  for (const name of path) value = selectAttr(value, name, NO_SITE);
  return value;
}

/** The packages that overlays of the specialisation alone add or change. */
export function packagesAddedBy(specialisation: System): ReadonlySet<string> {
  const { base, entry, evaluation } = specialisation;
  const nothing = new Set<string>();
  if (base === undefined || entry?.doubt !== undefined || !evaluation.level(['nixpkgs']).names.has('overlays'))
    return nothing;
  const added = overlayNames(evaluation.merged(['nixpkgs', 'overlays']), 'specialisation');
  const known = added.size === 0 ? nothing : overlayNames(base.evaluation.merged(['nixpkgs', 'overlays']), 'base');
  return new Set([...added].filter((name) => !known.has(name)));
}

function overlayNames({ winners }: Merged, scope: 'base' | 'specialisation'): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { module, slot } of winners) {
    const list = module.scope === scope ? force(slot) : undefined;
    if (list?.kind !== 'list') continue;
    for (const item of list.items) {
      const made = applyAll(
        force(item),
        [new OpaqueValue('final', 'plain'), new OpaqueValue('prev', 'plain')],
        NO_SITE,
      );
      if (made.kind === 'attrs') for (const name of made.entries.keys()) names.add(name);
    }
  }
  return names;
}
