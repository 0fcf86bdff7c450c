import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'The option is spelt `specialisation`: NixOS has no `specialization`, and in Home Manager it is an old name.',
  severities: ['error', 'warning', 'information'],
  explanation: [
    'NixOS rejects `specialization` like any name that no option has. That is an **error**; where a module that could not be read might declare the option, or it is not certain that the definition takes part, a **warning**.',
    'Home Manager renamed the option and takes the old name with a word of warning: **information**.',
  ],
  bad: `{
  specialization.desktop.configuration.services.xserver.enable = true;
}
`,
  good: [
    [
      'With an s:',
      `{
  specialisation.desktop.configuration.services.xserver.enable = true;
}
`,
    ],
  ],
};
