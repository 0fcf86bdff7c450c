// From a path to the option that stands there, entering sets that merge per key.
import type { Evaluation } from '../modules/evaluation';
import type { Merged } from '../modules/merge/outcome';
import type { System } from '../modules/system';

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
