import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'A module asks for an argument that nothing passes, or a function is called without what it needs: it does not evaluate.',
  severities: ['error', 'warning'],
  explanation: [
    'Modules are called with `config`, `options`, `lib`, `pkgs` and a few more, with what `specialArgs` says where the system is made, and with what modules give in `_module.args`. A name in the head that none of them gives fails where it is used; a default (`inputs ? null`) does not help, because the module system asks for the argument anyway. A head of names without `...` fails at once: modules are always called with more.',
    'Homes that are part of a NixOS system get `osConfig` and what `home-manager.extraSpecialArgs` says, not what `specialArgs` gives to NixOS’s modules.',
    'A head that is one name, as in `lib: { … }`, gets the set of all arguments by that name.',
    'Other functions are looked at where their value is an option’s: `import ./x.nix { }` for a file that needs more, or for one that is no function.',
    'It is shown where every module could be read and the call that makes the system is written out: libraries pass arguments of their own. The fix passes the argument in the flake, if it has a name there, or adds the `...`. It is a **warning** for options of the configuration’s own, which it may be that nobody reads.',
  ],
  bad: `{ lib, pkgs }:
{
  services.openssh.enable = true;
  specialisation.quiet.configuration.services.openssh.enable = lib.mkForce false;
}
`,
  good: [
    [
      'The head takes whatever else there is:',
      `{ lib, pkgs, ... }:
{
  services.openssh.enable = true;
  specialisation.quiet.configuration.services.openssh.enable = lib.mkForce false;
}
`,
    ],
  ],
};
