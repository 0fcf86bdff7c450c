import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'A file of the configuration is not Nix: nothing that needs it evaluates.',
  severities: ['error'],
  explanation: [
    'There is one finding for each file, at the word or sign where Nix stops reading: what is wrong is there or just before it, most often a semicolon, a bracket or a quote that is missing. At the end of a file the bracket that is still open is shown too.',
    'The rest of the file is read all the same, as well as it can be: the other findings and the lenses stay while you type.',
    'Only files that a configuration needs are looked at: its modules, and what these import.',
    'No comment silences it, as none makes the text Nix; the level of the rule does.',
  ],
  bad: `{ lib, ... }:
{
  services.openssh.enable = true
  specialisation.travel.configuration.services.openssh.enable = lib.mkForce false;
}
`,
  good: [
    [
      'Every definition ends with a semicolon:',
      `{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.travel.configuration.services.openssh.enable = lib.mkForce false;
}
`,
    ],
  ],
};
