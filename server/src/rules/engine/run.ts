// All rules over one configuration, as loud as the user wants them.

import type { Analysis } from '../../analysis/analysis';
import type { Logger } from '../../base/logger';
import { memo } from '../../base/memo';
import type { Location } from '../../base/span';
import { OutOfTime } from '../../base/time-limit';
import { editsInLineEnds } from '../../edits/line-ends';
import { isSomeones } from '../../eval/store';
import type { SourceTexts } from '../../syntax/source-texts';
import { RULES } from '../index';
import { optionConflict } from '../option-conflict';
import type { Finding } from './finding';
import { atLevel, isOff, type RuleSettings } from './settings';
import { MAY_SUPPRESS, NOTHING, type Suppressions, suppressionsIn } from './suppression';

/** For those who ask an analysis something else. */
export const NO_RULES: RuleSettings = Object.fromEntries(RULES.map(({ code }) => [code, 'off']));

/**
 * Whether the user wants to hear of no conflict at a place. For who asks no rules that is only what a comment says.
 * @param settings those of now
 */
export function conflictsIgnored(
  sources: Pick<SourceTexts, 'read' | 'says'>,
  settings: () => RuleSettings,
): (place: Location) => boolean {
  const suppressions = suppressionsBy(sources);
  const { code } = optionConflict;
  return ({ file, start }) =>
    (settings() !== NO_RULES && isOff(code, settings())) || suppressions(file).has(code, start);
}

/** What was found without rules, as the user wants it: no rule that is off, nothing that a comment silences. */
export function asWanted(
  findings: readonly Finding[],
  sources: Pick<SourceTexts, 'read' | 'says'>,
  settings: RuleSettings,
): readonly Finding[] {
  const suppressions = suppressionsBy(sources);
  return findings
    .filter(
      ({ code, file, start }) => !isOff(code, settings) && isSomeones(file) && !suppressions(file).has(code, start),
    )
    .map((finding) => atLevel(finding, settings));
}

function suppressionsBy(sources: Pick<SourceTexts, 'read' | 'says'>): (file: string) => Suppressions {
  const known = new Map<string, Suppressions>();
  return (file) => {
    const inFile = known.get(file) ?? suppressionsOf(file, sources);
    known.set(file, inFile);
    return inFile;
  };
}

const suppressionsOf = (file: string, sources: Pick<SourceTexts, 'read' | 'says'>): Suppressions =>
  sources.says(file, MAY_SUPPRESS) ? suppressionsIn(sources.read(file) ?? '') : NOTHING;

/**
 * What each rule has to say of a configuration, as work to be done one after the other. A rule that fails is logged;
 * running out of stack or fuel is the caller's business.
 */
export function ruleChecks(
  analysis: Analysis,
  sources: SourceTexts,
  settings: RuleSettings,
  logger: Logger,
): readonly (() => readonly Finding[])[] {
  const suppressions = suppressionsBy(sources);
  return RULES.filter(({ code }) => !isOff(code, settings)).map((rule) => () => {
    try {
      return rule
        .check(analysis, sources)
        .filter(({ file, start }) => isSomeones(file) && !suppressions(file).has(rule.code, start))
        .map((finding) => atLevel(keepingLineEnds(finding, sources), settings));
    } catch (error) {
      if (error instanceof RangeError || error instanceof OutOfTime) throw error;
      logger.error(
        `rule failed code=${rule.code} error=${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return [];
    }
  });
}

const keepingLineEnds = (finding: Finding, sources: SourceTexts): Finding => ({
  ...finding,
  fixes: memo(() => finding.fixes().map((fix) => ({ ...fix, edits: editsInLineEnds(fix.edits, sources) }))),
});
