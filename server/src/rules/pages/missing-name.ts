import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'A name that does not exist is used: an attribute that its set does not have, a misspelt function of the library, a variable.',
  severities: ['error', 'warning'],
  explanation: [
    'An attribute is missed only in sets that are known completely (those that a file writes out, also where a flake passes them on in `specialArgs`), and only where its value is asked for: a misspelt name that nothing uses does no harm in Nix. Of the library and of `builtins`, names are missed that are certainly slips of known ones (`lib.mkforce`): a newer one may have names that this tool does not know. `config.specialisation` has the names of the specialisations. A set at the top of `config` that no module declares and no NixOS is known to have (`config.my.name`) is missed, as a **warning**, where every module could be read.',
    'A variable that nothing in a file makes visible is another matter: Nix looks at them when it reads the file, and one fails everything; in a file that a value imports, it fails that value. Names below a `with` may come from its set; only `pkgs` and `config` come from no library.',
    'It is a **warning** in a file that no configuration was seen to use, where a module that could not be read may replace the value, and for options of the configuration’s own, which it may be that nobody reads. The fix writes the name that was meant.',
  ],
  bad: `{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.quiet.configuration.services.openssh.enable = lib.mkforce false;
}
`,
  good: [
    [
      'The name as the library has it:',
      `{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.quiet.configuration.services.openssh.enable = lib.mkForce false;
}
`,
    ],
  ],
};
