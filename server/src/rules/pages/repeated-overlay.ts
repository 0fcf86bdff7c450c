import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'A specialisation lists an overlay that the base system has already: it is applied twice.',
  severities: ['warning'],
  explanation: [
    '`nixpkgs.overlays` is a list. What a specialisation says is added to what the base system says, so an overlay of the base system takes effect in its specialisations by itself. Listed again it is applied a second time, on top of its own result: packages get their patches twice, and everything that depends on them is built anew.',
    'Two overlays are the same if they are the same function (of one file, or of one input of a flake), or if they are written with the same words in one file. Not flagged: a specialisation that does not inherit the base system, and a list in `mkForce`.',
  ],
  bad: `{ inputs, ... }:
{
  nixpkgs.overlays = [ inputs.emacs.overlays.default ];
  specialisation.x.configuration.nixpkgs.overlays = [ inputs.emacs.overlays.default (final: prev: { }) ];
}
`,
  good: [
    [
      'The overlay of the base system is enough:',
      `{ inputs, ... }:
{
  nixpkgs.overlays = [ inputs.emacs.overlays.default ];
  specialisation.x.configuration.nixpkgs.overlays = [ (final: prev: { }) ];
}
`,
    ],
    [
      "The list of the specialisation takes the place of the base system's:",
      `{ inputs, lib, ... }:
{
  nixpkgs.overlays = [ inputs.emacs.overlays.default ];
  specialisation.x.configuration.nixpkgs.overlays = lib.mkForce [ inputs.emacs.overlays.default ];
}
`,
    ],
  ],
};
