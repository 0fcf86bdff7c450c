import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'A module uses `lib`, one of its functions, `config` or `pkgs` without having it: Nix cannot read the file.',
  severities: ['error', 'warning'],
  explanation: [
    'A module gets `lib`, `config`, `pkgs`, `options` and `modulesPath` only if the head of its function names them. A function of the library needs `lib.` before it, `inherit (lib)` or `with lib;`. Nix looks at names when it reads a file, so one missing name fails everything, even a value that nobody asks for.',
    'It is shown at the first use in a file. Names below a `with` may come from its set and are not looked at. It is a **warning** in a file that no configuration was seen to use.',
    'The fix adds the argument to the head, in its layout, or writes `lib.` before every use.',
  ],
  bad: `{ pkgs, ... }:
{
  services.xserver.enable = true;
  specialisation.text.configuration.services.xserver.enable = lib.mkForce false;
}
`,
  good: [
    [
      'The module takes it:',
      `{ lib, pkgs, ... }:
{
  services.xserver.enable = true;
  specialisation.text.configuration.services.xserver.enable = lib.mkForce false;
}
`,
    ],
    [
      'It comes from a set:',
      `{ lib, ... }:
with lib;
{
  services.xserver.enable = true;
  specialisation.text.configuration.services.xserver.enable = mkForce false;
}
`,
    ],
  ],
};
