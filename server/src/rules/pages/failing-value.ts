import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'A value that is read certainly fails: it throws, aborts, has an `assert` that does not hold, calls what is no function.',
  severities: ['error', 'warning'],
  explanation: [
    'The configuration is evaluated as Nix does it, as lazily: what nobody reads, what stands under a condition that is false, what a stronger definition replaces and what `builtins.tryEval` catches does no harm. An option that only the configuration declares counts once another one reads it, and the settings of a service once it is on. A call fails where the text says that what is called is no function (`"a" "b"`, or a name that a `let` gives to a text), as a comma or a bracket too few makes it: what libraries give may be one.',
    'What fails in a specialisation only, because of what that changes, is told where it is written, with the name of the specialisation.',
    'It is a **warning** in a file that no configuration was seen to use, where a module that could not be read may replace the value, and where it is not known whether a service is on.',
  ],
  bad: `{ config, ... }:
{
  networking.hostName = if config.services.openssh.enable then throw "no names for servers" else "laptop";
  specialisation.server.configuration.services.openssh.enable = true;
}
`,
  good: [
    [
      'Each system has a value of its own:',
      `{ config, ... }:
{
  networking.hostName = if config.services.openssh.enable then "server" else "laptop";
  specialisation.server.configuration.services.openssh.enable = true;
}
`,
    ],
  ],
};
