// What `config.a ? b` and `options.a ? b` come to: whether there is an option, or a set of options.
import { TRUE, unknown, type Value } from '../eval/values';
import type { Evaluation } from './evaluation';

/**
 * What the modules declare is there, and what NixOS and Home Manager have at the top always was. Whether the release
 * that is used has the other options of the tables is likely; of a name that is in none, nothing is known.
 */
export function presence(evaluation: Evaluation, path: readonly string[], name: string): Value {
  const { builtin, defaults, prefix } = evaluation.input;
  if (evaluation.isDeclared(path) || builtin.has(path.join('.'))) return TRUE;
  const isSure = path.length === 1 && prefix.length === 0;
  return isTabled(evaluation, path) && (isSure || defaults?.has(path) === true) ? TRUE : unknown('opaque', name);
}

/** Whether NixOS or Home Manager has something there. */
export const isTabled = ({ input: { facts } }: Evaluation, path: readonly string[]): boolean =>
  facts.at(path).fact.kind !== 'unknown';
