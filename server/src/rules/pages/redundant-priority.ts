import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'A specialisation repeats a value of the base system, adds an empty list to it, or forces a value where nothing is in the way.',
  severities: ['information', 'hint'],
  explanation: [
    'A specialisation has everything that the base system has. A definition that gives the same value at the same priority changes nothing; it is only one more place to keep in step.',
    '`mkForce` is there to win over a plain value. Where everything else that defines the option is a default, a plain value wins as well. This is spoken of only for options that the configuration declares itself, and only if every module was read: what the modules of NixOS define is not seen, so nobody knows what a force there has to beat.',
    'An empty list in a specialisation adds nothing to what the base system puts into the option: to empty it takes `mkForce [ ]`. That is **information**, as it is seldom what was meant.',
    'The others are a **hint**: both work.',
  ],
  nixd: ['R2.2'],
  bad: `{
  services.openssh.enable = true;
  specialisation.x.configuration = {
    services.openssh.enable = true;
    services.printing.enable = true;
  };
}
`,
  good: [
    [
      'Once is enough:',
      `{
  services.openssh.enable = true;
  specialisation.x.configuration.services.printing.enable = true;
}
`,
    ],
    [
      'Something to beat:',
      `{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.x.configuration.services.openssh.enable = lib.mkForce false;
}
`,
    ],
  ],
};
