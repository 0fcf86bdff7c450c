// The query API over one system and its specialisations: what rules and features ask.

import type { System } from '../modules/system';
import type { EntryPoint } from '../project/entry-point';
import { type Conflict, conflictsOf } from './conflicts';

/** One entry point, analysed. A Home Manager user inside a NixOS system has an analysis of its own. */
export class Analysis {
  private found: readonly Conflict[] | undefined;

  constructor(
    readonly entryPoint: EntryPoint,
    readonly base: System,
  ) {}

  /** Definitions that do not merge. In a fragment nothing is certain: what it belongs to may say more. */
  get conflicts(): readonly Conflict[] {
    this.found ??= conflictsOf(this.base).map((conflict) =>
      this.entryPoint.fragment && conflict.proof === 'certain' ? { ...conflict, proof: 'likely' } : conflict,
    );
    return this.found;
  }

  /** The same, if they were looked for: what only counts them computes nothing. */
  get conflictsFound(): readonly Conflict[] {
    return this.found ?? [];
  }

  /** Every file that takes part in the base or in a specialisation. */
  get files(): ReadonlySet<string> {
    const files = new Set([this.entryPoint.entry]);
    for (const system of [this.base, ...this.base.children]) for (const file of system.evaluation.collection.files) files.add(file);
    return files;
  }
}
