// How loud each rule is, as the user wants it.
import type { Finding } from './finding';

/** `default`: what the rule decides, by how sure it is. */
export const RULE_LEVELS = ['default', 'off', 'error', 'warning', 'information', 'hint'] as const;
export type RuleLevel = (typeof RULE_LEVELS)[number];

/** By code; a rule that is not named has its default. */
export type RuleSettings = Readonly<Record<string, RuleLevel>>;

/** Reads settings as an editor or a command line gives them; what is no level is left out. */
export function ruleSettings(given: unknown): RuleSettings {
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, RuleLevel] => isRuleLevel(entry[1])),
  );
}

export const isRuleLevel = (word: unknown): word is RuleLevel => RULE_LEVELS.some((level) => level === word);

export const isOff = (code: string, settings: RuleSettings): boolean => settings[code] === 'off';

/** The finding with the severity that the user set for its rule. */
export function atLevel(finding: Finding, settings: RuleSettings): Finding {
  const level = settings[finding.code] ?? 'default';
  return level === 'default' || level === 'off' ? finding : { ...finding, severity: level };
}
