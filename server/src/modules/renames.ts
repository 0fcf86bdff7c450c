// Options that a configuration renames, aliases or removes itself (mkRenamedOptionModule and its relatives).
import { RENAME_MARK } from '../eval/lib/module-renames';
import { force } from '../eval/thunk';
import type { Slot, Value } from '../eval/values';
import type { RawDefinition } from './definition';

/**
 * What one module renames. `exact` is false where a function of the configuration gives the new value; `removed`: gone
 * without a successor. `message`: what Nix says to people who use the old name; undefined where both names may be used.
 */
export class Rename {
  private path: readonly string[] | undefined;

  /** @param target the new path. It may need the configuration, which nobody may ask while modules are collected. */
  constructor(
    readonly from: readonly (readonly string[])[],
    private readonly target: Slot | undefined,
    readonly exact: boolean,
    readonly removed: boolean,
    readonly message: Slot | undefined,
  ) {}

  /** The new path; undefined for an option that is gone, and where it is not known. */
  get to(): readonly string[] | undefined {
    this.path ??= this.target === undefined ? undefined : pathOf(this.target);
    return this.path;
  }

  /** Whether it leads to a path; of names that are computed none is looked at that those before it answer for. */
  leadsTo(path: readonly string[]): boolean {
    const list = this.target === undefined ? undefined : force(this.target);
    if (list?.kind !== 'list' || list.open !== undefined || list.items.length !== path.length) return false;
    return list.items.every((item, index) => {
      const name = force(item);
      return name.kind === 'string' && name.text === path[index];
    });
  }
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
  return new Rename(
    one === undefined ? many : [one],
    mark.get('to'),
    name === 'renamed' || name === 'alias',
    name === 'removed',
    name === 'alias' ? undefined : mark.get('message'),
  );
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
