import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'An option is defined twice at the same priority, and the definitions do not merge: the system does not evaluate.',
  severities: ['error', 'warning', 'hint'],
  nixd: ['R1.1'],
  explanation: [
    'A specialisation is the whole configuration evaluated again with more modules. Definitions of the base system count there exactly like those of the specialisation, so two plain values of one option meet at priority 100, and only types that merge (lists, lines, sets per key) get along.',
    'It is shown at the definition of the specialisation, naming the other one with its place, and counts once however many hosts and files are concerned; the other definition is marked as well, as a hint with the same fixes. A comment that silences one silences both. An **error** is certain: every condition is decided, the values are known to differ (or the type takes one definition only), and every import was read. It is a **warning** when a module that could not be read may override both, or nothing reads an option that is declared where it is set, or one that the configuration declares belongs to something that is not on (Nix evaluates no others), and a **hint** when a condition or a value is not known, or when the option itself is not known and both sides only switch an `enable`.',
    'Three fixes: `mkForce` in the specialisation (`mkOverride` with a smaller number where the base is forced already), `mkDefault` on the base system, or `mkIf (config.specialisation != { })` around the base value, which keeps it to the base system. In a specialisation with `inheritParentConfig = false` its own value wins over what it imports, or that yields. A fix that changes another file says so; where one text gives both values none can help, and none is offered.',
  ],
  bad: `{
  services.xserver.enable = false;
  specialisation.desktop.configuration.services.xserver.enable = true;
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
    [
      'The base value is for the base system only:',
      `{ config, lib, ... }:
{
  services.xserver.enable = lib.mkIf (config.specialisation != { }) false;
  specialisation.desktop.configuration.services.xserver.enable = true;
}
`,
    ],
  ],
};
