import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'An assertion of the configuration does not hold, in the base system or in one of its specialisations.',
  severities: ['error', 'warning'],
  explanation: [
    'Modules say in `assertions` what has to be so; NixOS and Home Manager build nothing where one of them is false. The conditions are evaluated in each system by itself: an assertion of the base system that holds there may be broken by a specialisation, and is then told at what that one sets, or at its name where several things break it.',
    'Only assertions whose conditions are known are looked at, of the configuration’s own modules and those that it can be seen to import. `warnings` break nothing.',
    'It is a **warning** in a file that no configuration was seen to use, where a module that could not be read may replace what the condition reads, and where it depends on options that nobody sets: NixOS may set them itself.',
  ],
  bad: `{ config, ... }:
{
  assertions = [
    { assertion = config.services.openssh.enable; message = "there must be a way in"; }
  ];
  services.openssh.enable = true;
  specialisation.closed.configuration = { lib, ... }: { services.openssh.enable = lib.mkForce false; };
}
`,
  good: [
    [
      'The assertion is about the base system only:',
      `{ config, lib, ... }:
{
  assertions = lib.optional (!config.isSpecialisation) {
    assertion = config.services.openssh.enable;
    message = "there must be a way in";
  };
  services.openssh.enable = true;
  specialisation.closed.configuration = { lib, ... }: { services.openssh.enable = lib.mkForce false; };
}
`,
    ],
  ],
};
