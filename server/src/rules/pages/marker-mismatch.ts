import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'The file that tells `nh` which specialisation is running names another one, or several.',
  severities: ['warning'],
  explanation: [
    '`nh os switch` stays in the specialisation that `/etc/specialisation` names, and `nh home switch` in the one that `home-manager/specialisation` below the data folder names. NixOS does not write these files: configurations do, in each specialisation, and the text has to be its name.',
    'The text is of a type that joins lines. When the base system has a text too, a specialisation has both, and `nh` takes the two lines for one name. The base system needs no file: without one `nh` uses the base. A base text that is the name of a specialisation is let pass there, as it makes that one the usual choice.',
  ],
  bad: `{
  specialisation.desktop.configuration.environment.etc."specialisation".text = "dekstop";
}
`,
  good: [
    [
      'The name of the specialisation:',
      `{
  specialisation.desktop.configuration.environment.etc."specialisation".text = "desktop";
}
`,
    ],
  ],
};
