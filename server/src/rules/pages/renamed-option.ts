import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: 'An option is set by a name it had once, or an option that the configuration removed is set.',
  severities: ['error', 'warning', 'information', 'hint'],
  nixd: ['R5.2'],
  explanation: [
    'Old names go on working for some years, with a warning at every rebuild, and then are removed. Two names of one option are one option: a definition by the old name meets those by the new one.',
    'Renames that the configuration itself makes (`mkRenamedOptionModule`) are known exactly; `mkAliasOptionModule` gives a second name on purpose and is left alone. A name that the configuration itself replaced is an **information**, one of NixOS or Home Manager a **hint**, struck through: the tables of this tool may be newer or older than the release in use. It is an **error** to define an option that the configuration removes with `mkRemovedOptionModule`, as that is a failed assertion.',
    'The fix writes the new name, where the part of the path that changes is written in one place.',
  ],
  bad: `{
  services.xserver.layout = "de";
}
`,
  good: [
    [
      'By its name:',
      `{
  services.xserver.xkb.layout = "de";
}
`,
    ],
  ],
};
