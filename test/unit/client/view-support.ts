// Nodes of the view, changed as told.
import type { DefinitionNode, DifferenceNode, PartNode, Place, SystemNode } from '../../../server/src/protocol/tree';
import { FLAKE } from '../run/support';

export const place = (line: number): Place => ({
  uri: 'file:///etc/nixos/configuration.nix',
  range: { start: { line, character: 2 }, end: { line, character: 9 } },
});

export function part(specialisation: string | null, changes: Partial<PartNode> = {}): PartNode {
  return {
    kind: specialisation === null ? 'base' : 'specialisation',
    id: `host/${specialisation ?? ''}`,
    key: { kind: 'nixos', host: 'host', entry: '/home/me/config/flake.nix', inside: [], specialisation },
    root: FLAKE,
    inherits: specialisation === null ? null : true,
    conflicts: { certain: 0, likely: 0, possible: 0 },
    at: place(4),
    ...changes,
  };
}

export function system(parts: readonly PartNode[], changes: Partial<SystemNode> = {}): SystemNode {
  return {
    kind: 'system',
    id: 'host',
    system: 'nixos',
    name: 'host',
    user: null,
    hostName: null,
    path: '/home/me/config',
    parts,
    ...changes,
  };
}

export function definition(shown: string, changes: Partial<DefinitionNode> = {}): DefinitionNode {
  const defaults = {
    kind: 'definition',
    scope: 'specialisation',
    role: 'wins',
    priority: '',
    at: place(7),
  } as const;
  return { ...defaults, id: `definition/${shown}`, shown, ...changes };
}

export function option(name: string, changes: Partial<DifferenceNode> = {}): DifferenceNode {
  const defaults = { kind: 'option', change: 'overridden', before: 'true', after: 'false', proof: null } as const;
  return { ...defaults, id: `option/${name}`, option: name, definitions: [definition('false')], ...changes };
}
