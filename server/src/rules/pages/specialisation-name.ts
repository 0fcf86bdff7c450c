import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'The name of a specialisation contains a slash, which NixOS does not allow, or characters that are awkward to use.',
  severities: ['error', 'warning', 'information'],
  explanation: [
    'NixOS and Home Manager assert that names contain no `/`: the name becomes a file below `specialisation/`. That is an **error**, and a **warning** where it is not certain that the specialisation exists.',
    'Any other string is legal. Letters, digits, `.`, `_` and `-` cause no trouble in boot menus, in the file that `nh` reads, and on command lines; other characters are worth a word of **information**.',
    'The fix puts a hyphen in their place, wherever the name is written as an attribute. Whatever else speaks of the name (scripts, `config.specialisation.<name>`) has to follow.',
  ],
  bad: `{
  specialisation."desktop/gnome".configuration = { };
}
`,
  good: [
    [
      'Letters, digits, dots, underscores and hyphens:',
      `{
  specialisation.desktop-gnome.configuration = { };
  specialisation."6.12_lts".configuration = { };
}
`,
    ],
  ],
};
