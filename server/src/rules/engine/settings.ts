// How loud each rule is, as the user wants it.
import type { Finding } from './finding';

/** `default`: what the rule decides, by how sure it is. */
export const RULE_LEVELS = ['default', 'off', 'error', 'warning', 'information', 'hint'] as const;
export type RuleLevel = (typeof RULE_LEVELS)[number];

/** By code; a rule that is not named has its default. */
export type RuleSettings = Readonly<Record<string, RuleLevel>>;

/** The setting of a rule, by a name that reads as words where VS Code shows it: "Option Conflict". */
export const settingOf = (code: string): string =>
  `nixosSpecialisations.rules.${code.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;

/** The code that a setting is about: `optionConflict`, or the code itself, as other editors give it. */
const codeOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Reads settings as an editor or a command line gives them; what is no level is left out. */
export function ruleSettings(given: unknown): RuleSettings {
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, level]): [string, RuleLevel][] =>
      isRuleLevel(level) ? [[codeOf(name), level]] : [],
    ),
  );
}

export const isRuleLevel = (word: unknown): word is RuleLevel => RULE_LEVELS.some((level) => level === word);

export const isOff = (code: string, settings: RuleSettings): boolean => settings[code] === 'off';

/** The finding with the severity that the user set for its rule. */
export function atLevel(finding: Finding, settings: RuleSettings): Finding {
  const level = settings[finding.code] ?? 'default';
  return level === 'default' || level === 'off' ? finding : { ...finding, severity: level };
}
