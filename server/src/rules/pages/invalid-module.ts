import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'A module that Nix cannot take: `imports` inside `config` or `mkIf`, settings beside `config`, a file where settings belong.',
  severities: ['error', 'warning'],
  explanation: [
    'A module is either a set of settings with its `imports` among them, or it has them apart: `imports`, `options` and `config`. In `config`, in `mkIf` and in `mkMerge` only settings can stand: `imports` is taken for an option there, which does not exist, even where the condition is false. A function or a file is a module only in `imports`. And beside a `config` or `options` that is written out, other settings are rejected.',
    'What `imports`, `modules` and the `configuration` of a specialisation take are sets, functions and paths. A number, a text that is no path, a list in the list, or `import` itself, where the parentheses around `import ./file.nix` are missing, are no modules.',
    'What is imported cannot depend on `config`, so there are no imports under a condition. For a module of the base system only, import it always and put what it sets under `mkIf (config.specialisation != { })`: this is false in every specialisation. The fix does that where the imported file can be changed.',
    'It is an **error**, and a **warning** in a file that belongs to no system, or in a specialisation that may not exist.',
  ],
  bad: `{ config, lib, ... }:
{
  config = lib.mkIf (config.specialisation != { }) {
    imports = [ ./users.nix ];
  };
}
`,
  good: [
    [
      'The content under the condition, the module imported always:',
      `{ config, lib, ... }:
{
  imports = [ ({ config, lib, ... }: { config = lib.mkIf (config.specialisation != { }) { services.printing.enable = true; }; }) ];
}
`,
    ],
    [
      'A specialisation may import what the base does not:',
      `{
  specialisation.office.configuration.imports = [ { services.printing.enable = true; } ];
}
`,
    ],
  ],
};
