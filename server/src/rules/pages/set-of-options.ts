import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'A value is given to a set of options, as in `services.printing = true` or `programs.git = pkgs.git`, where one of the options in it is meant.',
  severities: ['error', 'warning'],
  explanation: [
    '`services.printing` is no option but a set of them. Whatever is defined for it has to be a set again, at any priority, even under a condition that is false, and whatever an `if` decides; otherwise Nix fails with "rather than an attribute set for the option". A package is a set, but not of options: Nix fails at its attributes.',
    'It is an **error** where NixOS, Home Manager or the configuration itself declares options below, and a **warning** where a module that could not be read, or `disabledModules`, may have changed that, or the flake has locked a NixOS that is newer than what is known here: sets have become options before.',
    'The fix names the option that is meant: `enable` for `true` and `false`, `package` for a package, or the only one that takes the value.',
  ],
  bad: `{
  networking.firewall = false;
  specialisation.office.configuration.services.printing = true;
}
`,
  good: [
    [
      'The switch in the set:',
      `{
  networking.firewall.enable = false;
  specialisation.office.configuration.services.printing.enable = true;
}
`,
    ],
  ],
};
