// The query API over one system and its specialisations: what rules and features ask.

import { force } from '../eval/thunk';
import type { Module } from '../modules/definition';
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

  /** Every file that takes part in the base or in a specialisation. */
  get files(): ReadonlySet<string> {
    const files = new Set([this.entryPoint.entry]);
    for (const { evaluation } of [this.base, ...this.base.children]) {
      for (const file of evaluation.collection.files) files.add(file);
      for (const module of evaluation.collection.modules) for (const file of writtenIn(module)) files.add(file);
    }
    return files;
  }
}

/** Where a module is written that is no file itself: `import ./x.nix`, or a value in a file of another kind (`flake.modules.nixos.x`). */
function* writtenIn({ file, config }: Module): Iterable<string> {
  if (file.endsWith('.nix')) yield file;
  const value = force(config);
  if (value.kind === 'attrs') for (const { origin } of value.entries.values()) if (origin?.file.endsWith('.nix')) yield origin.file;
}
