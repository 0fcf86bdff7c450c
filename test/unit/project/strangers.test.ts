// What is not understood, or is no file of this machine: nothing fails, nothing is claimed.
import { expect, test } from 'vitest';
import { checkSilent } from '../../support/check';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

test.each([
  ['den', 'inputs.den.lib.mkFlake { inherit inputs; }'],
  ['denix', 'inputs.denix.lib.configurations { moduleSystem = "nixos"; paths = [ ./hosts ]; }'],
  ['an input that is called', 'inputs.mystery ./. inputs'],
  ['outputs that fail', 'throw "not today"'],
  ['outputs without end', 'let f = x: f x; in f 1'],
  [
    'hosts that are no systems',
    '{ nixosConfigurations = { a = 1; b = { }; c = throw "x"; d = x: x; }; homeConfigurations = [ ]; }',
  ],
  ['a flake-parts module that is none', 'inputs.flake-parts.lib.mkFlake { inherit inputs; } 7'],
  ['a folder that is not there', '(inputs.snowfall-lib.mkFlake { inherit inputs; src = ./gone; })'],
])('%s', (_, body) =>
  checkSilent(`
#- /flake.nix
{
  inputs = { den = { }; denix = { }; mystery = { }; flake-parts.url = "github:hercules-ci/flake-parts"; snowfall-lib.url = "github:snowfallorg/lib"; };
  outputs = { self, ... }@inputs: ${body};
}
#- /hosts/laptop.nix
{ specialisation.travel.configuration.time.timeZone = "Asia/Tokyo"; }
`),
);

test.each(['untitled:Untitled-1', 'vscode-vfs://github/owner/repo/flake.nix', 'flake.nix', '/', ''])(
  'a document called "%s"',
  async (name) => {
    const workspace = await testWorkspace(parseFixture('{ time.timeZone = "UTC"; }'));
    workspace.open(
      name,
      '{ outputs = { self, ... }: { nixosConfigurations.a = self.nixosConfigurations.b; }; specialisation.x.configuration = { }; }',
    );
    expect(workspace.snapshot().findings).toEqual([]);
    workspace.changed([name]);
    workspace.close(name);
    expect(workspace.snapshot().findings).toEqual([]);
    workspace.dispose();
  },
);
