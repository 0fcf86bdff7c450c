// Options that a configuration renames, aliases or removes itself (mkRenamedOptionModule and its relatives).
import { RENAME_MARK } from '../eval/lib/module-renames';
import { force } from '../eval/thunk';
import type { Slot, Value } from '../eval/values';
import type { RawDefinition } from './definition';

/**
 * `to` is undefined for an option that is gone, `exact` false where a function of the
 * configuration gives the new value.
 */
export interface Rename {
  readonly from: readonly (readonly string[])[];
  readonly to: readonly string[] | undefined;
  readonly exact: boolean;
  /** Gone without a successor. */
  readonly removed: boolean;
  /** What Nix says to people who use the old name; undefined where both names may be used. */
  readonly message: Slot | undefined;
}

/** An option that modules define under a name it had once. */
export interface OldName {
  readonly path: readonly string[];
  readonly to: readonly string[] | undefined;
  readonly raws: readonly RawDefinition[];
  /** The configuration's own renaming; undefined for those of NixOS and Home Manager. */
  readonly rename: Rename | undefined;
}

/** What a marked module renames; undefined for other values. */
export function readRename(value: Value): Rename | undefined {
  const slot = value.kind === 'attrs' ? value.get(RENAME_MARK) : undefined;
  const mark = slot === undefined ? undefined : force(slot);
  if (mark?.kind !== 'attrs') return undefined;
  const kind = mark.get('kind');
  const kindValue = kind === undefined ? undefined : force(kind);
  const name = kindValue?.kind === 'string' ? kindValue.text : '';
  const from = mark.get('from');
  const one = from === undefined ? undefined : pathOf(from);
  const many = from === undefined || one !== undefined ? [] : pathsOf(from);
  const to = mark.get('to');
  return {
    from: one === undefined ? many : [one],
    to: to === undefined ? undefined : pathOf(to),
    removed: name === 'removed',
    message: name === 'alias' ? undefined : mark.get('message'),
    exact: name === 'renamed' || name === 'alias',
  };
}

/** A list of strings; undefined for anything else. */
function pathOf(slot: Slot): readonly string[] | undefined {
  const value = force(slot);
  if (value.kind !== 'list' || value.open !== undefined) return undefined;
  const segments: string[] = [];
  for (const item of value.items) {
    const segment = force(item);
    if (segment.kind !== 'string') return undefined;
    segments.push(segment.text);
  }
  return segments;
}

function pathsOf(slot: Slot): readonly (readonly string[])[] {
  const value = force(slot);
  return value.kind === 'list' ? value.items.map(pathOf).filter((path) => path !== undefined) : [];
}
