// Where a new specialisation goes: into a module that is a file, or one that a flake has among the modules of a host.
import { expect, it } from 'vitest';
import { NEW_SPECIALISATION_REQUEST, type NewSpecialisationResult } from '../../server/src/protocol/requests';
import { withEditor } from '../support/lsp-pair';

const FLAKE = `{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.desk = nixpkgs.lib.nixosSystem {
      modules = [
        ({ pkgs, ... }: {
          networking.hostName = "desk";
        })
      ];
    };
    nixosConfigurations.lap = nixpkgs.lib.nixosSystem { modules = [ ./lap.nix { time.timeZone = "UTC"; } ]; };
  };
}
`;
const LAP = '{ ... }:\n{\n  networking.hostName = "lap";\n}\n';

it.each<[string, string, { readonly kind: 'nixos'; readonly host: string } | undefined, string | null]>([
  ['a file that is a module', '/lap.nix', undefined, '\n  networking.hostName = "lap";|'],
  ['a function among the modules of a host', '/flake.nix', { kind: 'nixos', host: 'desk' }, 'hostName = "desk";|'],
  ['a set there', '/flake.nix', { kind: 'nixos', host: 'lap' }, './lap.nix {|'],
  ['a host that there is not', '/flake.nix', { kind: 'nixos', host: 'other' }, null],
])('%s', (_name, path, system, expected) =>
  withEditor(`#- /flake.nix\n${FLAKE}#- /lap.nix\n${LAP}`, async (editor) => {
    await editor.initialize();
    const text = path === '/lap.nix' ? LAP : FLAKE;
    await editor.open(path, text);
    const found = await editor.request<NewSpecialisationResult>(NEW_SPECIALISATION_REQUEST, {
      uri: editor.uri(path),
      ...(system && { system }),
    });
    if (expected === null) return expect(found).toBeNull();
    const { line = 0, character = 0 } = found?.range.start ?? {};
    const lines = text.split('\n');
    const offset = lines.slice(0, line).join('\n').length + (line === 0 ? 0 : 1) + character;
    expect(`${text.slice(0, offset)}|`.endsWith(expected)).toBe(true);
    expect(found?.after).toContain('.configuration = {');
  }),
);
