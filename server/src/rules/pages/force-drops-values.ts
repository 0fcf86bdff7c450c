import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    '`mkForce` on a list, a text or a set in a specialisation drops everything that the base system, or NixOS itself, puts into it.',
  severities: ['information'],
  explanation: [
    'Lists, lines and sets per key come together from all definitions of the same priority. A stronger one does not add to them, it replaces them as a whole: the values of the base system, and those of the modules of NixOS, which fill lists such as `environment.systemPackages`, `boot.kernelModules` or `services.udev.packages`. Of an entry such as `users.users.kim` all attributes go that are not written again.',
    'It may be meant so, therefore it is **information**: the message names what is lost. `mkForce [ ]` and `mkForce { }` are not mentioned, they say what they do. Neither are values that are written again, nor those that stand in `mkDefault` and give way to any definition.',
    'For lists and texts the fix takes the force away, so that the values are added.',
  ],
  bad: `{ lib, ... }:
{
  boot.kernelParams = [ "quiet" "splash" ];
  specialisation.debug.configuration.boot.kernelParams = lib.mkForce [ "debug" ];
}
`,
  good: [
    [
      'Added:',
      `{
  boot.kernelParams = [ "quiet" "splash" ];
  specialisation.debug.configuration.boot.kernelParams = [ "debug" ];
}
`,
    ],
    [
      'Forced where it matters, the rest of the set stays:',
      `{ lib, ... }:
{
  users.users.kim = { isNormalUser = true; description = "Kim"; };
  specialisation.work.configuration.users.users.kim.description = lib.mkForce "Kim, working";
}
`,
    ],
  ],
};
