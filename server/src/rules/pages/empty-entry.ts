import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'A condition inside `configuration` leaves the specialisation itself in place: where it is false, there is one more boot entry that equals the base system.',
  severities: ['information'],
  explanation: [
    'Which specialisations exist is decided by the names below `specialisation`. `specialisation.x.configuration = mkIf c { … }` defines the name `x` whatever `c` is; where it is false, `x` has nothing of its own. It is still built, has its own entry in the boot menu and its own name for `nixos-rebuild`.',
    'The fix moves the condition out: `specialisation.x = mkIf c { configuration = { … }; }`. It is not offered where the condition itself asks for specialisations, which would never end.',
  ],
  bad: `{ config, lib, ... }:
{
  specialisation.work.configuration = lib.mkIf config.services.xserver.enable { services.printing.enable = true; };
}
`,
  good: [
    [
      'The condition decides about the specialisation:',
      `{ config, lib, ... }:
{
  specialisation.work = lib.mkIf config.services.xserver.enable { configuration = { services.printing.enable = true; }; };
}
`,
    ],
    [
      'There is something in it in any case:',
      `{ config, lib, ... }:
{
  specialisation.work.configuration = lib.mkMerge [
    { system.nixos.tags = [ "work" ]; }
    (lib.mkIf config.services.xserver.enable { services.printing.enable = true; })
  ];
}
`,
    ],
  ],
};
