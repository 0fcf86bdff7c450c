// From a path to the option that stands there, entering sets that merge per key.
import { memoOf } from '../base/memo';
import type { Evaluation } from '../modules/evaluation';
import type { Merged } from '../modules/merge/outcome';
import type { DefinedOption } from '../modules/option-walk';
import type { System } from '../modules/system';
import { dotted } from '../syntax/print';

/** The option, or the key of an option, at a path of a system; undefined where nothing is defined. */
export function mergedAt({ evaluation }: System, path: readonly string[]): Merged | undefined {
  return inEvaluation(evaluation, path);
}

function inEvaluation(evaluation: Evaluation, path: readonly string[]): Merged | undefined {
  for (let length = 1; length <= path.length; length++) {
    const { kind } = evaluation.node(path.slice(0, length));
    if (kind === 'nothing') return undefined;
    if (kind === 'option') return inMerged(evaluation.merged(path.slice(0, length)), path.slice(length));
  }
  return undefined;
}

function inMerged(merged: Merged, rest: readonly string[]): Merged | undefined {
  const [name, ...below] = rest;
  if (name === undefined) return merged;
  const { outcome } = merged;
  if (outcome.kind === 'submodule') return inEvaluation(outcome.evaluation, rest);
  const key = outcome.kind === 'keys' ? outcome.keys.get(name) : undefined;
  return key && inMerged(key, below);
}

/** The same with what is defined by old names of the option; undefined where none is used for it. */
export function mergedByOldNames({ evaluation }: System, path: readonly string[]): Merged | undefined {
  if (!evaluation.usesOldNames) return undefined;
  const options = handedOn(evaluation);
  for (let length = path.length; length > 0; length--) {
    const option = options.get(dotted(path.slice(0, length)));
    if (option !== undefined) return inMerged(option.merged(), path.slice(length));
  }
  return undefined;
}

/** The options of which, or of a part of which, old names are used, by their current ones. */
const handedOn = memoOf((evaluation: Evaluation): ReadonlyMap<string, DefinedOption> => {
  const defined = evaluation.defined();
  const current = [...evaluation.oldNames.values()].flatMap(({ to = [] }) =>
    to.map((_, i) => dotted(to.slice(0, i + 1))),
  );
  const isCurrent = new Set(current);
  return new Map(
    defined.map((option) => [dotted(option.path), option] as const).filter(([option]) => isCurrent.has(option)),
  );
});
