// What a whole system has to say, as plain data: assertions that do not hold, warnings, and what becomes of options.
import type { Location } from '../base/span';
import { inShare } from '../eval/budget';
import { isMadeUp } from '../eval/paths';
import { force, sourceOf } from '../eval/thunk';
import type { Slot, Value } from '../eval/values';
import { configReads } from '../lexical/config-reads';
import { l10n } from '../protocol/l10n';
import { stripParens } from '../syntax/ast';
import { pathTo } from '../syntax/locate';
import type { SourceTexts } from '../syntax/source-texts';
import type { CompleteSystem } from './complete';
import { at, textOf } from './read-value';

/** Something that a module says about the configuration. */
export interface Said {
  readonly message: string;
  /** Where the module says it; undefined where that is not known. */
  readonly written: Location | undefined;
  /** The options that decide whether it is said, as written there. */
  readonly reads: readonly (readonly string[])[];
}

export interface CompleteReport {
  /** The specialisation; null for the base. */
  readonly name: string | null;
  readonly failed: readonly Said[];
  readonly warnings: readonly Said[];
  /** Why nothing of it evaluates, in Nix's own words. */
  readonly failure: string | undefined;
  /** Assertions about which nothing is known. */
  readonly undecided: number;
}

/** Assertions and warnings of a system; each is a question of its own, so that one that takes much costs no other. */
export function completeReport(system: CompleteSystem, texts: SourceTexts): CompleteReport {
  const assertions = inShare(() => at(system.config, 'assertions'));
  const failed: Said[] = [];
  let undecided = 0;
  for (const item of itemsIn(assertions)) {
    const holds = inShare(() => at(force(item), 'assertion'));
    if (holds?.kind === 'bool' && holds.value) continue;
    if (holds?.kind !== 'bool' && holds?.kind !== 'error') undecided++;
    else failed.push(assertionSaid(force(item), holds, texts));
  }
  const warnings = itemsIn(inShare(() => at(system.config, 'warnings'))).flatMap((item) => warningSaid(item, texts));
  const failure = assertions?.kind === 'error' ? assertions.message : undefined;
  return { name: system.name, failed, warnings, failure, undecided };
}

const itemsIn = (value: Value | undefined): readonly Slot[] => (value?.kind === 'list' ? value.items : []);

function assertionSaid(assertion: Value, holds: Value, texts: SourceTexts): Said {
  const message = textOf(inShare(() => at(assertion, 'message'))) ?? l10n.t('an assertion without a text');
  const origin = assertion.kind === 'attrs' ? assertion.entries.get('assertion')?.origin : undefined;
  const failed = holds.kind === 'error' ? ` (${holds.message})` : '';
  if (origin === undefined || isMadeUp(origin.file))
    return { message: message + failed, written: undefined, reads: [] };
  const tree = texts.parse(origin.file);
  return {
    message: message + failed,
    written: { file: origin.file, start: origin.key.start, end: origin.key.end },
    reads: tree === undefined ? [] : configReads(origin.value, tree),
  };
}

/** A warning is a text, and what decides it stands around it: `optional condition "…"`, `mkIf`, `if`. */
function warningSaid(item: Slot, texts: SourceTexts): readonly Said[] {
  const message = textOf(inShare(() => force(item)));
  if (message === undefined) return [];
  const site = sourceOf(item);
  const file = site?.unit.file;
  const tree = file === undefined || isMadeUp(file) ? undefined : texts.parse(file);
  if (site === undefined || file === undefined || tree === undefined)
    return [{ message, written: undefined, reads: [] }];
  const { start, end } = site.expr;
  const around = pathTo(tree.root, start)
    .map(stripParens)
    .findLast((expr) => expr.kind === 'apply' || expr.kind === 'if');
  return [{ message, written: { file, start, end }, reads: around === undefined ? [] : configReads(around, tree) }];
}
