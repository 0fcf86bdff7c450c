import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'A condition on `config.specialisation` or `config.isSpecialisation` always comes out the same where it stands.',
  severities: ['warning'],
  explanation: [
    '`config.specialisation` is the set of all specialisations of the base system. Comparing it with a text is always false; it does not say which specialisation runs. It is found under other names, too (`let spec = config.specialisation`, `getAttr`, `inherit (config) specialisation`, a function like `isSpec = name: config.specialisation == name` that is called with a text, `elem`, `hasAttr`, `attrByPath`), and so is `config.specialisation.name or …`, where no specialisation of that name exists: what stands behind `or` is always taken.',
    'In a module that only specialisations import, `config` is the configuration of a specialisation. That has none of its own, so `config.specialisation != { }` is always false there, and `config.isSpecialisation` always true. In a `configuration = { … }` written in place, `config` is still that of the base system around it, where the same conditions are always the other way round.',
    'These conditions belong into modules that the base system and its specialisations share. It is a **warning** only if it is so in every configuration that reads the file.',
  ],
  bad: `{ config, lib, ... }:
{
  services.xserver.enable = lib.mkIf (config.specialisation == "desktop") true;
  specialisation.desktop.configuration = { };
}
`,
  good: [
    [
      'In the base system only:',
      `{ config, lib, ... }:
{
  services.xserver.enable = lib.mkIf (config.specialisation != { }) true;
  specialisation.text.configuration.services.xserver.enable = false;
}
`,
    ],
    [
      'What belongs to one specialisation stands in it:',
      `{
  specialisation.desktop.configuration.services.xserver.enable = true;
}
`,
    ],
  ],
};
