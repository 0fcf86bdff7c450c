import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'A plain list, text or set of a specialisation replaces what the base system gives in `mkDefault`, instead of adding to it.',
  severities: ['information'],
  explanation: [
    'Lists, lines and sets per key come together from all definitions of the same priority. What the base system gives in `mkDefault` is weaker than a plain value, so the first plain value in a specialisation drops all of it: every package of the list, every variable of the set.',
    'It may be meant so, therefore it is **information**: the message names what is lost. Values that are written again are not, nor is an empty list that replaces one. Options that take one value are never spoken of, as to be replaced is what their `mkDefault` is for.',
    'For lists and texts the fix takes the `mkDefault` of the base system away, so that the values are added.',
  ],
  bad: `{ lib, pkgs, ... }:
{
  environment.systemPackages = lib.mkDefault [ pkgs.vim pkgs.git ];
  specialisation.lean.configuration.environment.systemPackages = [ pkgs.hello ];
}
`,
  good: [
    [
      'Of the same priority, all of them count:',
      `{ pkgs, ... }:
{
  environment.systemPackages = [ pkgs.vim pkgs.git ];
  specialisation.lean.configuration.environment.systemPackages = [ pkgs.hello ];
}
`,
    ],
    [
      'One value is there to be replaced:',
      `{ lib, ... }:
{
  services.openssh.enable = lib.mkDefault true;
  specialisation.lean.configuration.services.openssh.enable = false;
}
`,
    ],
  ],
};
