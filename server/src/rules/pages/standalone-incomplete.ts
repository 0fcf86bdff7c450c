import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'A specialisation with `inheritParentConfig = false` lacks what every system needs.',
  severities: ['warning', 'information'],
  explanation: [
    'Such a specialisation gets none of the modules of the base system: no `hardware-configuration.nix`, no file systems, no users. Everything has to be imported again.',
    'Without `fileSystems."/"`, and without `nixpkgs.hostPlatform` where the flake does not name the platform, it does not build: a **warning**. Without `system.stateVersion` it gets NixOS’s own default: **information**. A missing boot loader is named beside these only: the base system’s boots the specialisation too.',
    'It is said only where every import of the specialisation was read. The fix removes `inheritParentConfig = false`.',
  ],
  bad: `{
  specialisation.rescue = {
    inheritParentConfig = false;
    configuration.services.openssh.enable = true;
  };
}
`,
  good: [
    [
      'All there:',
      `{
  specialisation.rescue = {
    inheritParentConfig = false;
    configuration = {
      boot.loader.systemd-boot.enable = true;
      fileSystems."/".device = "/dev/disk/by-label/root";
      nixpkgs.hostPlatform = "x86_64-linux";
      system.stateVersion = "25.11";
    };
  };
}
`,
    ],
    [
      'Inherited:',
      `{
  specialisation.rescue.configuration.services.openssh.enable = true;
}
`,
    ],
  ],
};
