import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary: '`nesting.clone` and `nesting.children` were removed: specialisations took their place.',
  severities: ['error', 'warning'],
  explanation: [
    'Since NixOS 20.09 a system that defines one of them does not build. An element of `nesting.clone` becomes `specialisation.<name>.configuration`, which inherits the configuration around it; an element of `nesting.children` becomes a specialisation with `inheritParentConfig = false`.',
    'The fix converts a list that is written out. Names are new: the element’s `boot.loader.grub.configurationName` or `system.nixos.tags` if it has one, otherwise a number.',
  ],
  bad: `{
  nesting.clone = [
    { services.xserver.enable = true; }
  ];
}
`,
  good: [
    [
      'With a specialisation:',
      `{
  specialisation.desktop.configuration = { services.xserver.enable = true; };
}
`,
    ],
  ],
};
