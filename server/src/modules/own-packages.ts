// The packages that NixOS makes as its configuration says: what says how they are made cannot look at them.
import { memoOf } from '../base/memo';
import type { Site } from '../eval/site';
import { OpaqueValue, type Value } from '../eval/values';
import type { Evaluation } from './evaluation';
import { ask, type Question } from './question';

const OPTIONS: readonly (readonly string[])[] = [
  ['nixpkgs', 'overlays'],
  ['nixpkgs', 'config'],
];

class PackageMaking {
  private isAsked = false;
  readonly made = new Map<Value, OpaqueValue>();

  constructor(private readonly evaluation: Evaluation) {}

  /** What looking at packages fails with, while it is found out what they are made of. */
  early(site: Site | undefined): Value | undefined {
    const { evaluation } = this;
    const open = this.questions.find(({ isOpen }) => isOpen);
    if (open !== undefined)
      return ask<Value | undefined>(
        open,
        site,
        () => undefined,
        (error) => error,
      );
    // As in Nix, that comes first: a definition that somebody else has looked at would not fail any more.
    if (!this.isAsked) {
      this.isAsked = true;
      for (const path of OPTIONS) if (evaluation.raws(path).length > 0) evaluation.failure(path);
    }
    return undefined;
  }

  private get questions(): readonly Question[] {
    const { evaluation } = this;
    return [
      ...OPTIONS.map((path) => evaluation.question('value', path)),
      evaluation.question('names', ['nixpkgs']),
      evaluation.question('names', []),
    ];
  }
}

const makingOf = memoOf((evaluation: Evaluation) => new PackageMaking(evaluation));

/** The packages that modules of a system get, which must not be looked at too early. */
export function ownPackages(evaluation: Evaluation, packages: Value | undefined): Value | undefined {
  if (packages?.kind !== 'opaque' || evaluation.input.moduleClass !== 'nixos') return packages;
  const making = makingOf(evaluation);
  let own = making.made.get(packages);
  if (own === undefined) {
    const { path, trait, resolve, known } = packages;
    own = new OpaqueValue(path, trait, (name, site) => making.early(site) ?? resolve?.(name, site), known);
    making.made.set(packages, own);
  }
  return own;
}
