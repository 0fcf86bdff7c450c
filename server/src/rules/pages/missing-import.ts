import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'A file that the configuration imports, or reads for the value of an option, is not there.',
  severities: ['error', 'warning', 'hint'],
  explanation: [
    'It is an **error** where a path is certainly imported, by the base or by a specialisation, lies among the files of the configuration, and nothing is there. A folder needs a `default.nix`.',
    'The same goes for `import` and the functions that read files, as `builtins.readFile` and `lib.importJSON`, where the value of an option needs what they give, for paths in texts (`"${./theme}/dark"`), which Nix copies into its store, and for what is put in place (`environment.etc.<name>.source`, `home.file.<name>.source`, `xdg.configFile.<name>.source`). Nix does not look for what nobody needs.',
    'It is a **warning** for `hardware-configuration.nix`, which each machine makes for itself, for a path that leads out of the configuration, for other options that take paths, whose readers may do without, and in a file that no configuration was seen to use; a **hint** where a `.gitignore` names the file.',
    'Nothing is said of absolute paths elsewhere, as `/etc/nixos/hardware-configuration.nix`: what is absent on this machine may be there on the one that is configured. Nor of imports under a condition that is not known, such as `lib.optional (builtins.pathExists ./local.nix) ./local.nix` where the file is absent.',
  ],
  bad: `{
  imports = [ ./desktop.nix ];
}
`,
  good: [
    [
      'Only when it is there:',
      `{ lib, ... }:
{
  imports = lib.optional (builtins.pathExists ./desktop.nix) ./desktop.nix;
}
`,
    ],
  ],
};
