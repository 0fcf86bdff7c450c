import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'An attribute of `specialisation.<name>` is not one of its options, mostly because `configuration` was forgotten.',
  severities: ['error', 'warning'],
  explanation: [
    "A specialisation has two options: `configuration`, which holds everything it configures, and `inheritParentConfig`. In Home Manager there is `configuration` only. (`toplevel` is let pass: some versions of nixpkgs have it.) Nix rejects every other attribute: ``The option `specialisation.desktop.services' does not exist``.",
    'It is an **error** when every module was read, and a **warning** when one that was not might declare further options, or when it depends on a condition whether the specialisation exists.',
    'The fix puts the attributes into `configuration`, or gives a misspelt option its name.',
  ],
  bad: `{
  specialisation.desktop = {
    services.xserver.enable = true;
  };
}
`,
  good: [
    [
      'With `configuration`:',
      `{
  specialisation.desktop.configuration = {
    services.xserver.enable = true;
  };
}
`,
    ],
  ],
};
