// `options` as modules see it. Of the options that the modules declare themselves it is known what they
// are; the others are only there.
import { NO_SITE, type Site } from '../eval/site';
import { lazily } from '../eval/thunk';
import { apart, FALSE, int, list, OpaqueValue, type Slot, TRUE, unknown, type Value } from '../eval/values';
import type { Declaration } from './declarations';
import type { Evaluation } from './evaluation';
import type { Merged } from './merge/outcome';

export function optionsView(evaluation: Evaluation, path: readonly string[] = []): OpaqueValue {
  const name = apart(evaluation.input.label) + ['options', ...path].join('.');
  const select = (segment: string, site?: Site): Slot | undefined => {
    const early = evaluation.tooEarly(site);
    if (early !== undefined) return early;
    const declared = path.length === 0 ? undefined : evaluation.declarationAt(path);
    if (declared !== undefined) return ofOption(segment, evaluation, path, declared, site);
    const { fact } = evaluation.input.facts.at(path);
    if (fact.kind === 'option' && segment === 'isDefined') return definedness(evaluation, path, fact.default, site);
    const below = [...path, segment];
    return evaluation.isDeclared(below) || isTabled(evaluation, below) ? optionsView(evaluation, below) : undefined;
  };
  const has = (segment: string): Value =>
    path.length > 0 && evaluation.declarationAt(path) !== undefined
      ? TRUE
      : presence(evaluation, [...path, segment], `${name} ? ${segment}`);
  return new OpaqueValue(name, 'plain', select, { has });
}

/** What an option is asked for (lib/modules.nix, evalOptionValue). */
function ofOption(
  segment: string,
  evaluation: Evaluation,
  path: readonly string[],
  { default: fallback }: Declaration,
  site: Site | undefined,
): Slot | undefined {
  switch (segment) {
    case 'default':
      return fallback;
    case 'value':
      return lazily(NO_SITE, () => evaluation.read(path, site));
    case 'isDefined':
      return definedness(evaluation, path, fallback, site);
    case 'definitions':
      return lazily(NO_SITE, () => evaluation.read(path, site, () => definitionsOf(evaluation, path)));
    case 'highestPrio':
      return lazily(NO_SITE, () => evaluation.read(path, site, () => priorityOf(evaluation, path)));
    default:
      return undefined;
  }
}

/** Whether an option has a value: a default is a definition as well. */
function definedness(
  evaluation: Evaluation,
  path: readonly string[],
  fallback: Slot | string | undefined,
  site: Site | undefined,
): Slot {
  return lazily(NO_SITE, () =>
    evaluation.read(path, site, () => (fallback === undefined ? isDefined(evaluation, path) : TRUE)),
  );
}

function isDefined(evaluation: Evaluation, path: readonly string[]): Value {
  const { winners, possible, unseen } = evaluation.merged(path);
  if (winners.length > 0) return TRUE;
  const isOpen = possible.length > 0 || unseen.length > 0 || evaluation.collection.opaque.length > 0;
  return isOpen || isTabled(evaluation, path) ? unknown('argument', `whether ${path.join('.')} is defined`) : FALSE;
}

function priorityOf(evaluation: Evaluation, path: readonly string[]): Value {
  const winner = allDefinitions(evaluation, path)?.[0];
  return winner === undefined ? unknown('argument', `the priority of ${path.join('.')}`) : int(winner.priority);
}

/** The values of those that count, without the priority that they have in common. */
function definitionsOf(evaluation: Evaluation, path: readonly string[]): Value {
  const winners = allDefinitions(evaluation, path);
  return winners === undefined
    ? unknown('argument', `the definitions of ${path.join('.')}`)
    : list(winners.map(({ slot }) => slot));
}

/** The definitions that count, where all are known. */
function allDefinitions(evaluation: Evaluation, path: readonly string[]): Merged['winners'] | undefined {
  const { winners, possible, unseen } = evaluation.merged(path);
  const isOpen = possible.length > 0 || unseen.length > 0 || evaluation.collection.opaque.length > 0;
  return isOpen ? undefined : winners;
}

/**
 * Whether there is an option, or a set of options, as `options.a ? b` and `config.a ? b` ask.
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
const isTabled = ({ input: { facts } }: Evaluation, path: readonly string[]): boolean =>
  facts.at(path).fact.kind !== 'unknown';
