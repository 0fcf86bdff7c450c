import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'The body of a specialisation reads `config` or `pkgs` of the base system, although the specialisation changes what is read.',
  severities: ['warning'],
  explanation: [
    'Nix binds names where they are written. Inside `configuration = { … }` the name `config` is the argument of the module around it, so it is the base system’s configuration, without anything that the specialisation sets. The same is true of `pkgs`, which lacks the specialisation’s overlays, and of a file that is called with them: `import ./x.nix { inherit config; }`.',
    'Mostly this makes no difference, and nothing is said. It is a **warning** where the value is known on both sides and is another one in the specialisation, or where the package comes from an overlay of the specialisation. A value that is made from the base’s value of the same option is meant so, and let pass.',
    'The fix makes the body a function, `configuration = { config, ... }: { … }`, or imports the file as the module it is.',
  ],
  bad: `{ config, ... }:
{
  networking.hostName = "laptop";
  specialisation.travel.configuration = { lib, ... }: {
    networking.hostName = lib.mkForce "travel";
    services.avahi.hostName = config.networking.hostName;
  };
}
`,
  good: [
    [
      'The body takes its own:',
      `{
  networking.hostName = "laptop";
  specialisation.travel.configuration = { config, lib, ... }: {
    networking.hostName = lib.mkForce "travel";
    services.avahi.hostName = config.networking.hostName;
  };
}
`,
    ],
    [
      'What is read is the same in both:',
      `{ config, lib, ... }:
{
  networking.hostName = "laptop";
  specialisation.travel.configuration.services.avahi.hostName = config.networking.hostName;
}
`,
    ],
  ],
};
