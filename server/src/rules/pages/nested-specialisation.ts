import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'A specialisation inside a specialisation is ignored.',
  severities: ['warning'],
  explanation: [
    'Every specialisation gets `specialisation = lib.mkOverride 0 { }` from NixOS (and from Home Manager), which beats even `mkForce`. What a specialisation defines there has no effect, and nothing says so.',
    'A module that both the base system and a specialisation import is not found: in the base system its specialisations count. A Home Manager specialisation inside a specialisation of NixOS counts too.',
  ],
  bad: `{
  specialisation.desktop.configuration = {
    services.xserver.enable = true;
    specialisation.gaming.configuration.programs.steam.enable = true;
  };
}
`,
  good: [
    [
      'Side by side:',
      `{
  specialisation.desktop.configuration.services.xserver.enable = true;
  specialisation.gaming.configuration = {
    services.xserver.enable = true;
    programs.steam.enable = true;
  };
}
`,
    ],
  ],
};
