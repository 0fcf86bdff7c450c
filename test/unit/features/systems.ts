// Systems as the features see them, written briefly: where a specialisation stands is found by its text.
import type { Systems } from '../../../server/src/features/targets';

type System = Systems['systems'][number];

export const FLAKE = { kind: 'flake', path: '/etc/nixos' } as const;
export const FILE = '/etc/nixos/configuration.nix';

/**
 * A system with a specialisation for each `[name, block]`, where `block` is text that occurs once in
 * `text` and begins with the name.
 */
export function system(
  text: string,
  blocks: readonly (readonly [string, string])[],
  changes: Partial<System> = {},
): System {
  const specialisations = blocks.map(([name, block]) => {
    const start = text.indexOf(block);
    if (start < 0) throw new Error(`not in the text: ${block}`);
    const written = text.slice(start).startsWith(name) ? name.length : block.length;
    return {
      name,
      conflicts: { certain: 0, likely: 0, possible: 0 },
      sites: [
        {
          location: { file: FILE, start, end: start + written },
          block: { file: FILE, start, end: start + block.length },
        },
      ],
    };
  });
  return {
    kind: 'nixos',
    host: null,
    hostName: null,
    configRoot: FLAKE,
    inside: [],
    isTest: false,
    specialisations,
    ...changes,
  };
}
