import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'An attribute, a variable or an argument is written twice in one place: Nix cannot read the file.',
  severities: ['error'],
  explanation: [
    'Modules may define an option in several places, and the module system merges what they say. Within one set of braces every name may be given a value once; Nix stops as soon as it reads the second. Names in one `let` and in the head of one function are alike.',
    'Sets may be written in parts, as `services.openssh.enable = true;` beside `services.openssh.ports = [ 22 ];` or beside `services = { … };`. How deep sets in braces join depends on the version of Nix; where one version takes it, nothing is said.',
    'To merge two values on purpose, put one of them into a module of its own, or write `lib.mkMerge [ … ]`.',
  ],
  bad: `{ pkgs, ... }:
{
  environment.systemPackages = [ pkgs.git ];
  environment.systemPackages = [ pkgs.vim ];
}
`,
  good: [
    [
      'One list:',
      `{ pkgs, ... }:
{
  environment.systemPackages = [
    pkgs.git
    pkgs.vim
  ];
}
`,
    ],
    [
      'A set in parts:',
      `{
  services.openssh.enable = true;
  services.openssh.ports = [ 22 ];
}
`,
    ],
  ],
};
