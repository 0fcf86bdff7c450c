import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'A value is not of the type of its option: a string for a Boolean, a single value for a list, a text in a list of packages.',
  severities: ['error', 'warning', 'hint'],
  explanation: [
    'Values, written out or computed, are compared with the type of the option: those with the winning priority, elements of lists and parts of submodules included, as NixOS does it.',
    'It is an **error** for options that the configuration declares itself and reads, when every import was read, and for all options where the NixOS or Home Manager that is in use was read itself, unless they belong to something that is not on. It is a **warning** for those that nothing reads (Nix evaluates no others, so it fails as soon as something does), where a module that could not be read may override the value, and for the options of NixOS and Home Manager, whose types are bundled with this tool and may have become wider since: there only what is not even near to the type is found, as a value in quotes or out of them, a single value instead of a list, and anything but a package where packages are wanted; sets and `null`, by which types become wider, are not. Of these it is no more than a **hint** where the flake has locked something older than the tables and the option takes sets, lists or lines: settings that are a set today were often a text.',
    'The fix writes `true` for `"true"`, `5` for `"5"` and `"5"` for `5`, where that is what the option takes.',
  ],
  bad: `{ lib, config, ... }:
{
  options.my.port = lib.mkOption { type = lib.types.port; };
  config.my.port = "8080";
  config.networking.firewall.allowedTCPPorts = [ config.my.port ];
}
`,
  good: [
    [
      'A number is written without quotes:',
      `{ lib, ... }:
{
  options.my.port = lib.mkOption { type = lib.types.port; };
  config.my.port = 8080;
}
`,
    ],
  ],
};
