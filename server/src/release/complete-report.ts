// What a whole system has to say, as plain data: assertions that do not hold, warnings, and what becomes of options.
import { groupBy } from '../base/group-by';
import { inShare } from '../eval/budget';
import { isMadeUp } from '../eval/paths';
import { force } from '../eval/thunk';
import type { Slot, Value } from '../eval/values';
import { readsThrough } from '../lexical/config-reads';
import { joinPath } from '../options/option-path';
import { l10n } from '../protocol/l10n';
import type { SourceTexts } from '../syntax/source-texts';
import { buildFailures } from './build-failures';
import type { CompleteSystem } from './complete';
import { at, messageOf } from './read-value';
import type { Said } from './said';
import { warningsSaid } from './said-warnings';

/** An option that has no value. */
export interface BrokenOption {
  readonly path: readonly string[];
  /** In Nix's own words. */
  readonly message: string;
  /** What the system is built of fails by it; others may be read by nobody. */
  readonly isFatal: boolean;
}

export interface CompleteReport {
  /** The specialisation; null for the base. */
  readonly name: string | null;
  readonly failed: readonly Said[];
  readonly warnings: readonly Said[];
  /** What it does not evaluate for, in Nix's own words: all of it, or something that it is built of. */
  readonly failures: readonly string[];
  /** Of the options that were asked for. */
  readonly broken: readonly BrokenOption[];
  /** Assertions about which nothing is known. */
  readonly undecided: number;
}

/**
 * Assertions and warnings of a system; each is a question of its own, so that one that takes much costs no other.
 * @param defined the options whose values are asked for, too: those that the user defines.
 */
export function completeReport(
  system: CompleteSystem,
  texts: SourceTexts,
  defined: readonly (readonly string[])[] = [],
): CompleteReport {
  const assertions = inShare(() => at(system.config, 'assertions'));
  const failed: Said[] = [];
  let undecided = 0;
  for (const item of itemsIn(assertions)) {
    const holds = inShare(() => at(force(item), 'assertion'));
    if (holds?.kind === 'bool' && holds.value) continue;
    if (holds?.kind !== 'bool' && holds?.kind !== 'error') undecided++;
    else failed.push(assertionSaid(force(item), holds, texts));
  }
  const warnings = warningsSaid(system, texts);
  const whole = system.config.kind === 'error' ? system.config : assertions;
  const failures = whole?.kind === 'error' ? [whole.message] : buildFailures(system);
  const broken = told(defined.flatMap((path) => brokenOption(system, path, failures)));
  const isTold = (failure: string): boolean => broken.some(({ message }) => message === failure);
  return {
    name: system.name,
    failed,
    warnings,
    failures: failures.filter((failure) => !isTold(failure)),
    broken,
    undecided,
  };
}

/**
 * Each failure once: of the options that come to nothing by it, the one that Nix names, if it is among them. Where
 * nothing evaluates all of them fail, and none of them may be named.
 */
function told(broken: readonly BrokenOption[]): readonly BrokenOption[] {
  return [...groupBy(broken, ({ message }) => message).values()].flatMap((same) => {
    const [first, ...others] = same;
    const named = /^The option `([^']+)'/.exec(first.message)?.[1];
    const own = same.find(({ path }) => named !== undefined && isPartOf(joinPath(path), named));
    return own !== undefined ? [own] : others.length === 0 ? [first] : [];
  });
}

const isPartOf = (path: string, other: string): boolean =>
  path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`);

function brokenOption(
  { config }: CompleteSystem,
  path: readonly string[],
  failures: readonly string[],
): readonly BrokenOption[] {
  const value = inShare(() => at(config, ...path));
  return value?.kind === 'error' ? [{ path, message: value.message, isFatal: failures.includes(value.message) }] : [];
}

const itemsIn = (value: Value | undefined): readonly Slot[] => (value?.kind === 'list' ? value.items : []);

function assertionSaid(assertion: Value, holds: Value, texts: SourceTexts): Said {
  const message = messageOf(inShare(() => at(assertion, 'message'))) ?? l10n.t('an assertion without a text');
  const origin = assertion.kind === 'attrs' ? assertion.entries.get('assertion')?.origin : undefined;
  const failed = holds.kind === 'error' ? ` (${holds.message})` : '';
  if (origin === undefined || isMadeUp(origin.file))
    return { message: message + failed, written: undefined, reads: [] };
  const tree = texts.parse(origin.file);
  return {
    message: message + failed,
    written: { file: origin.file, start: origin.key.start, end: origin.key.end },
    reads: tree === undefined ? [] : readsThrough(origin.value, tree),
  };
}
