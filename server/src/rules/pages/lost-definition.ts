import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    '`//` silently drops definitions: beside a property such as `mkIf`, or between two sets of options that share a name.',
  severities: ['warning'],
  explanation: [
    '`mkIf c { … }` is a set with attributes of its own (`_type`, `condition`, `content`). `//` adds attributes beside them, and the module system looks at `content` only: what stands on the other side is lost, whatever the condition says.',
    '`//` is shallow. `{ services.a.enable = true; } // { services.b.enable = true; }` has one attribute `services`, that of the right side, also where a `let` gives the left one a name. It is spoken of only where the name is a set of options and something below it is dropped rather than replaced; other data may mean it so.',
    'The fix is `mkMerge`, which combines definitions as the module system does. It is offered where both sides are definitions only, and not where they give the same option, as that would be a conflict.',
  ],
  bad: `{ config, lib, ... }:
{
  specialisation = { work.configuration = { }; } // lib.mkIf config.services.xserver.enable { games.configuration = { }; };
}
`,
  good: [
    [
      'Definitions combined:',
      `{ config, lib, ... }:
{
  services = lib.mkMerge [ { openssh.enable = true; } (lib.mkIf config.services.xserver.enable { printing.enable = true; }) ];
}
`,
    ],
    [
      'No property, no shared name:',
      `{ config, lib, ... }:
{
  services = { openssh.enable = true; } // lib.optionalAttrs true { printing.enable = true; };
}
`,
    ],
  ],
};
