import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'Some specialisations tell `nh` their name, this one does not.',
  severities: ['hint'],
  explanation: [
    '`nh` stays in the specialisation that `/etc/specialisation` names (for Home Manager: `home-manager/specialisation` below the data folder). In a specialisation without the file it goes back to the base system. See [marker-mismatch](marker-mismatch.md).',
    'It is said only where another specialisation of the same configuration has the file, and where everything the specialisation adds was read. The fix adds the line.',
  ],
  bad: `{
  specialisation.desktop.configuration.environment.etc."specialisation".text = "desktop";
  specialisation.travel.configuration.services.tlp.enable = true;
}
`,
  good: [
    [
      'Each has it:',
      `{
  specialisation.desktop.configuration.environment.etc."specialisation".text = "desktop";
  specialisation.travel.configuration = {
    environment.etc."specialisation".text = "travel";
    services.tlp.enable = true;
  };
}
`,
    ],
    [
      'None has it:',
      `{
  specialisation.desktop.configuration.services.xserver.enable = true;
  specialisation.travel.configuration.services.tlp.enable = true;
}
`,
    ],
  ],
};
