import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'An option needs its own value, or what is imported depends on the configuration: Nix stops with “infinite recursion”.',
  severities: ['error', 'warning'],
  explanation: [
    'The values of options are found out when somebody reads them, so options may be made from one another in any order, but not in a circle: an option that is made from its own value, or two that are made from each other, have none. The condition of a `mkIf` counts as well: whether a definition takes part has to be known before the option has a value.',
    'What is imported has to be known before any option is, so `imports` cannot depend on `config`, on `options`, or on arguments that come from them, as `pkgs` does. The same goes for the names of what a module sets: `config = if config.a.enable then { … } else { … }`, `lib.optionalAttrs` and `//` with a set that depends on `config` have to be decided first. `lib.mkIf` does not: its names are there either way.',
    'The same goes for the names of a `let` or a `rec` set: `let a = b; b = a; in a` has no value. It is told where an option is made from it.',
    'In the body of a specialisation that is written as a set, `config` is the configuration of the base system, and values made from it do not recurse. In a body that is a function it is the specialisation’s own.',
    'The way from reading to reading is in the related information. It is a **warning** where a module that could not be read may end it, where only options of the configuration’s own are concerned, which it may be that nobody reads, and in a file that no configuration was seen to use.',
  ],
  bad: `{ config, lib, ... }:
{
  imports = lib.optional (config.specialisation != { }) ./desktop.nix;
  services.avahi.enable = config.services.printing.enable;
  services.printing.enable = config.services.avahi.enable;
  specialisation.travel.configuration = { };
}
`,
  good: [
    [
      'One of the two is written out, and what is imported is decided inside:',
      `{ config, lib, ... }:
{
  services.avahi.enable = config.services.printing.enable;
  services.printing.enable = true;
  environment.variables = lib.mkIf (config.specialisation != { }) { DESKTOP = "1"; };
  specialisation.travel.configuration = { };
}
`,
    ],
  ],
};
