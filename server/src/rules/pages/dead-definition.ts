import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    "A specialisation's definition never counts: the base system defines the same option more strongly, or its condition is `false`.",
  severities: ['warning', 'hint'],
  explanation: [
    'Of several definitions of an option only those with the smallest priority number count. A `mkDefault` (1000) in the specialisation loses to a plain value (100) of the base system, which is part of the specialisation too.',
    'It is a **warning** where the value would differ, and a **hint** where the base system says the same anyway. A definition is spoken of only if it loses in every specialisation and every configuration it takes part in: a file that gives defaults to several hosts is not to blame where one of them uses them. What the specialisation itself overrides is not mentioned, and neither is a definition of the base system that loses in a specialisation: that is what specialisations are for.',
    '`mkIf false` written out is shown faded, as a hint.',
    "Two fixes: `mkForce` (or no wrapper, or `mkOverride` with a smaller number, whatever is enough to win), or removing the definition. Lists, lines and sets that come together with the base system's get its priority instead, as a stronger one would drop the base system's as a whole; where two sets share attributes nothing is offered.",
  ],
  nixd: ['R1.2', 'R3.2'],
  bad: `{ lib, ... }:
{
  services.xserver.enable = false;
  specialisation.desktop.configuration.services.xserver.enable = lib.mkDefault true;
}
`,
  good: [
    [
      'The specialisation wins:',
      `{ lib, ... }:
{
  services.xserver.enable = false;
  specialisation.desktop.configuration.services.xserver.enable = lib.mkForce true;
}
`,
    ],
    [
      'The base system yields:',
      `{ lib, ... }:
{
  services.xserver.enable = lib.mkDefault false;
  specialisation.desktop.configuration.services.xserver.enable = true;
}
`,
    ],
  ],
};
