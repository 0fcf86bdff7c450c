// How loud each rule is, from the command line.

import { isRuleLevel, RULE_LEVELS, type RuleSettings } from '../rules/engine/settings';
import { RULES } from '../rules/index';
import { type Arguments, UserError } from './command';

export const RULE_OPTION = { rule: { type: 'string', multiple: true } } as const;
export const RULE_HELP = `--rule CODE=LEVEL               ${RULE_LEVELS.join('|')}; may be repeated`;

/** Reads `--rule CODE=LEVEL`, the last of a code counts. Fails on codes and levels that there are not. */
export function rulesBy({ options }: Arguments): RuleSettings {
  const given = [options.rule ?? []].flat().map(String);
  return Object.fromEntries(
    given.map((text) => {
      const [code = '', level = ''] = text.split('=', 2);
      if (!RULES.some((rule) => rule.code === code)) throw new UserError(`no such rule: ${code}`);
      if (!isRuleLevel(level))
        throw new UserError(`--rule ${code}= must be one of: ${RULE_LEVELS.join(', ')} (not "${level}")`);
      return [code, level];
    }),
  );
}
