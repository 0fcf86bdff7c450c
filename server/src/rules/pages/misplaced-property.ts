import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'A property such as `mkIf` stands where the module system does not look for it, so the option gets the property itself as its value.',
  severities: ['error', 'warning'],
  explanation: [
    'The module system opens properties in one order: `mkMerge` and `mkIf`, then one override (`mkForce`, `mkDefault`, `mkOverride`), then one order (`mkBefore`, `mkAfter`, `mkOrder`), then the value. `mkForce (mkIf …)`, `mkForce (mkDefault …)` and `mkBefore (mkForce …)` break it, and so does `mkDefault` inside a set of options that stands in `mkForce` as a whole: the outer override moves onto each option, and only one is taken off there.',
    'It is an **error** where the type of the option certainly rejects the value, and a **warning** where something is not known or the type takes anything (`types.attrs`, `types.anything`, `types.raw`), so that the property ends up in the configuration. What is legal stays silent: values of submodules and attributes of `attrsOf` are opened again, each on its own.',
    'The fix writes the same properties in the order in which they are opened; of two overrides the outer one stays.',
  ],
  bad: `{ config, lib, ... }:
{
  specialisation.desktop.configuration.services.xserver.enable = lib.mkForce (lib.mkIf true true);
}
`,
  good: [
    [
      'The condition outside:',
      `{ config, lib, ... }:
{
  specialisation.desktop.configuration.services.xserver.enable = lib.mkIf true (lib.mkForce true);
}
`,
    ],
    [
      'The attributes of a set that merges per key are opened again:',
      `{ lib, ... }:
{
  specialisation.desktop.configuration.users.users = lib.mkForce { kim.isNormalUser = lib.mkDefault true; };
}
`,
    ],
  ],
};
