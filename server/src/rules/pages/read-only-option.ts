import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'An option that is read-only is set although it has a value already: the system does not evaluate.',
  severities: ['error', 'warning'],
  nixd: ['R5.1'],
  explanation: [
    'An option with `readOnly = true` takes one definition in all, its default included. A second one fails whatever it says, and whatever its priority or condition: definitions are counted before priorities are looked at.',
    'It is shown for options that the configuration declares itself; which options of NixOS are read-only is not in the tables of this tool. It is a **warning** where a module could not be read, or in a file that no configuration was seen to use.',
    'The fix removes the definition.',
  ],
  bad: `{ lib, ... }:
{
  options.my.version = lib.mkOption {
    type = lib.types.str;
    default = "1.0";
    readOnly = true;
  };
  config.specialisation.next.configuration.my.version = lib.mkForce "2.0";
}
`,
  good: [
    [
      'Without a default, one definition is fine:',
      `{ lib, ... }:
{
  options.my.version = lib.mkOption {
    type = lib.types.str;
    readOnly = true;
  };
  config.my.version = "1.0";
}
`,
    ],
  ],
};
