import type { RulePage } from '../rule';

export const PAGE: RulePage = {
  summary: 'A value stands among modules that is none: the system does not evaluate.',
  severities: ['error'],
  explanation: [
    'What `imports`, `modules` and the `configuration` of a specialisation take are sets, functions and paths. A number, a text that is no path, a list in the list, or `import` itself, where the parentheses around `import ./file.nix` are missing, are no modules, and the whole system fails.',
    'Files that no configuration was seen to use are not looked at: they may be no modules.',
  ],
  bad: `{
  imports = [ import ./desktop.nix ];
  specialisation.travel.configuration = { };
}
`,
  good: [
    [
      'A path is a module:',
      `{
  imports = [ ./desktop.nix ];
  specialisation.travel.configuration = { };
}
`,
    ],
  ],
};
