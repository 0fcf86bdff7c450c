import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'The configuration as a whole certainly does not evaluate, for a reason that no other rule tells.',
  severities: ['error', 'warning'],
  explanation: [
    'Some mistakes stop everything, whatever is asked of a configuration: a variable that nothing defines, modules that depend on what only they can decide, an import that is no module. Where one of them is found and no other rule has an error to tell of the same configuration, this one speaks, so that `check` never says less than `explain`.',
    'It is a **warning** in a file that no configuration was seen to use.',
  ],
  bad: `{ pkgs, ... }:
{
  networking.hostName = name;
}
`,
  good: [
    [
      'The variable is defined:',
      `{ pkgs, ... }:
let
  name = "laptop";
in
{
  networking.hostName = name;
}
`,
    ],
  ],
};
