import type { RulePage } from '../engine/rule';

export const PAGE: RulePage = {
  summary:
    'A tag that its option does not have, or a tag of the system that its label cannot contain: the system does not evaluate.',
  severities: ['error', 'warning'],
  explanation: [
    'The tags in `system.nixos.tags` are joined into `system.nixos.label`, which boot menus show. A label takes letters, digits, `:`, `_`, `.` and `-`; anything else fails, blanks included. When the configuration gives a label of its own, the tags are not looked at.',
    'An option of the type `attrTag` takes a set with exactly one attribute, whose name is one of the tags of the type. It is looked at where the configuration declares the option itself.',
    'The fixes write hyphens for what a label cannot contain, and the tag that was probably meant.',
  ],
  bad: `{
  specialisation.travel.configuration.system.nixos.tags = [ "on the road" ];
}
`,
  good: [
    [
      'Without blanks:',
      `{
  specialisation.travel.configuration.system.nixos.tags = [ "on-the-road" ];
}
`,
    ],
  ],
};
