import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'An option is defined that nobody declares, mostly because its name is misspelt.',
  severities: ['error', 'warning', 'information'],
  explanation: [
    'Inside a submodule whose options the configuration declares itself all names are known: any other is an **error**, as NixOS rejects it (a **warning** where NixOS has options of the same beginning, and may come to declare this one too). Where a module could not be read it may declare more. A submodule with a `freeformType` takes any name.',
    'Elsewhere NixOS, Home Manager and every imported module may declare options, and newer releases have options that the tables of this tool lack. So a name is only mentioned, as an **information**, when every module was read, the set around it is known, and one known name is a slip of the keyboard away.',
    'The fix writes the name that was probably meant.',
  ],
  bad: `{
  services.openssh.enabel = true;
}
`,
  good: [
    [
      'The name of the option:',
      `{
  services.openssh.enable = true;
}
`,
    ],
    [
      'An option that looks like no other may be newer than the tables:',
      `{
  services.somethingBrandNew.enable = true;
}
`,
    ],
  ],
};
