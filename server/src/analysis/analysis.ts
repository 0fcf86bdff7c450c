// The query API over one system and its specialisations: what rules and features ask.

import type { Location } from '../base/span';
import { force } from '../eval/thunk';
import type { Definition, Module } from '../modules/definition';
import type { System } from '../modules/system';
import type { SystemKind } from '../modules/system-options';
import { hadOtherType } from '../options/changed-types';
import type { EntryPoint } from '../project/entry-point';
import { assuming, likelyByDefault, mayMeetByDefault } from './assumed';
import { type Conflict, conflictsIn, conflictsOf } from './conflicts';

/** One entry point, analysed. A Home Manager user inside a NixOS system has an analysis of its own. */
export class Analysis {
  private found: readonly Conflict[] | undefined;
  private takingPart: ReadonlySet<string> | undefined;
  private owner: Analysis | undefined;
  private readonly bySystem = new Map<System, readonly Conflict[]>();

  constructor(
    readonly entryPoint: EntryPoint,
    readonly base: System,
    /** Whether the user wants to hear of no conflict at a place. */
    private readonly ignores: (place: Location) => boolean,
  ) {}

  /** The base and its specialisations. */
  get systems(): readonly System[] {
    return [this.base, ...this.base.specialised];
  }

  /** Of a home inside of a system: that system's. */
  get around(): Analysis | undefined {
    const { within } = this.base.input;
    if (within !== undefined) this.owner ??= new Analysis({ ...this.entryPoint, kind: 'nixos' }, within, this.ignores);
    return this.owner;
  }

  /** Definitions that do not merge. In a fragment nothing is certain: what it belongs to may say more. */
  get conflicts(): readonly Conflict[] {
    this.found ??= this.allConflicts().map((conflict) => ({ ...conflict, proof: this.proofOf(conflict) }));
    return this.found;
  }

  /** Whether definitions that do not merge are none of the user's worries: who says so at one side, says it of all. */
  ignoresConflictOf(culprits: readonly Definition[]): boolean {
    return culprits.some(({ entry: { origin } }) => {
      return origin !== undefined && this.ignores({ file: origin.file, start: origin.key.start, end: origin.key.end });
    });
  }

  private allConflicts(): readonly Conflict[] {
    const sure = conflictsOf(this.base, (system) => this.conflictsIn(system));
    if (!mayMeetByDefault(this.base)) return sure;
    return likelyByDefault(sure, conflictsOf(assuming(this.base), conflictsIn), this.base);
  }

  /**
   * When what declares the options was locked, where a bundled table stands for it: seconds since 1970. Undefined
   * where that is not known, and where the options are those of the very release.
   */
  lockedFor(kind: SystemKind = this.entryPoint.kind): number | undefined {
    const isOwn = kind === this.entryPoint.kind && this.base.evaluation.input.facts.isWhole;
    return isOwn ? undefined : this.entryPoint.locked?.[kind];
  }

  private proofOf({ path, proof }: Conflict): Conflict['proof'] {
    const { kind, fragment } = this.entryPoint;
    const inHome = path[0] === 'home-manager' && path[1] === 'users';
    const [system, option] = inHome ? (['home-manager', path.slice(3)] as const) : [kind, path];
    if (hadOtherType(system, option, this.lockedFor(system))) return 'possible';
    return fragment && proof === 'certain' ? 'likely' : proof;
  }

  /** Those of one system, as far as it alone is looked at. */
  conflictsIn(system: System): readonly Conflict[] {
    let conflicts = this.bySystem.get(system);
    if (conflicts === undefined) {
      conflicts = conflictsIn(system);
      this.bySystem.set(system, conflicts);
    }
    return conflicts;
  }

  /** Every file that takes part in the base or in a specialisation. */
  get files(): ReadonlySet<string> {
    this.takingPart ??= new Set([this.entryPoint.entry, ...filesOf(this.systems)]);
    return this.takingPart;
  }
}

/** The files that take part in systems. */
export function* filesOf(systems: readonly System[]): Iterable<string> {
  for (const { evaluation } of systems) {
    yield* evaluation.collection.files;
    for (const module of evaluation.collection.modules) yield* writtenIn(module);
  }
}

/**
 * Where a module is written that is no file itself: `import ./x.nix`, or a value in a file of another
 * kind (`flake.modules.nixos.x`).
 */
function* writtenIn({ file, config }: Module): Iterable<string> {
  if (file.endsWith('.nix')) yield file;
  const value = force(config.slot);
  if (value.kind === 'attrs')
    for (const { origin } of value.entries.values()) if (origin?.file.endsWith('.nix')) yield origin.file;
}
