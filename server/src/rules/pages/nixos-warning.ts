import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'NixOS itself, or a module of the configuration, warns of something.',
  severities: ['information'],
  explanation: [
    'Modules put texts into `warnings` that are shown when the system is built: an option that will go away, two settings that do not fit. The system is built all the same.',
    'What the configuration’s own modules say is known at once, and stands where the text does. What NixOS’s modules say is found out by evaluating the whole system with them: `nixos-specialisations check --complete`. It stands at the definition that decides it, or at the name of the specialisation that alone is concerned.',
  ],
  bad: `{ config, lib, ... }:
{
  warnings = lib.optional (!config.services.openssh.enable) "nobody can log in from outside";
  services.openssh.enable = true;
  specialisation.closed.configuration = { lib, ... }: { services.openssh.enable = lib.mkForce false; };
}
`,
  good: [
    [
      'What to do, the text says; here somebody wanted it so:',
      `{ config, lib, ... }:
{
  warnings = lib.optional (!config.services.openssh.enable && !config.isSpecialisation) "nobody can log in from outside";
  services.openssh.enable = true;
  specialisation.closed.configuration = { lib, ... }: { services.openssh.enable = lib.mkForce false; };
}
`,
    ],
  ],
};
