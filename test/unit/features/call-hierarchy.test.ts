// Who imports a module, and what it imports: `$0` is the cursor.
import { describe, expect, it } from 'vitest';
import { importReport } from '../../../server/src/analysis/reports/module-imports';
import { importedBy, importersOf, type ModuleCall, moduleItemsAt } from '../../../server/src/features/call-hierarchy';
import { answerOf } from '../../../server/src/service/api';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

interface Hierarchy {
  /** The item at the cursor, or several. */
  readonly item: string | undefined;
  readonly importers: readonly string[];
  readonly imports: readonly string[];
}

/** An item as `name (detail)`, a call with the texts of its places. */
async function hierarchyAt(fixture: string): Promise<Hierarchy> {
  const marked = parseFixture(fixture);
  const [file = '', text = ''] = [...marked].find(([, content]) => content.includes('$0')) ?? [];
  const files = new Map([...marked, [file, text.replace('$0', '')]]);
  const workspace = await testWorkspace(files);
  const reports = (of: string) => answerOf(workspace.ask({ file: of }, (analysis) => importReport(analysis, of)));
  const [item, ...others] = moduleItemsAt(reports(file), file, text.indexOf('$0'));
  const shown = ({ name, detail }: ModuleCall['item']): string => (detail === '' ? name : `${name} (${detail})`);
  const call = (from: string | undefined, { item: other, spans }: ModuleCall): string => {
    const written = spans.map(({ start, end }) => files.get(from ?? other.file)?.slice(start, end));
    return `${shown(other)}: ${written.join(' ')}`;
  };
  const of = item && reports(item.file);
  const found = {
    item: item && [item, ...others].map(shown).join('; '),
    importers: item && of ? importersOf(of, item).map((each) => call(undefined, each)) : [],
    imports: item && of ? importedBy(of, item).map((each) => call(item.file, each)) : [],
  };
  workspace.dispose();
  return found;
}

const FLAKE = `#- /flake.nix
{ outputs = { nixpkgs, self, ... }: {
  nixosModules.users = ./users;
  nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./laptop.nix ./common.nix ]; };
  nixosConfigurations.desktop = import ./hosts { inherit self nixpkgs; };
}; }
#- /hosts/default.nix
{ self, nixpkgs }: nixpkgs.lib.nixosSystem { modules = [ ../common.nix self.nixosModules.users ]; }
#- /laptop.nix
{
  imports = [ ./common.nix ];
  specialisation.gaming.configuration = { imports = [ ./gaming.nix ]; };
  specialisation.work.configuration = ./work.nix;
}
#- /common.nix
{ lib, ... }:
{
  imports = lib.optional true ./users;
  home-manager.users.kim = ./kim.nix;
}
#- /users/default.nix
{ imports = map (name: ./. + "/\${name}.nix") [ "kim" "lou" ]; }
#- /users/kim.nix
{ }
#- /users/lou.nix
{ }
#- /gaming.nix
{ }
#- /work.nix
{ }
#- /kim.nix
{ }
`;
const at = (marked: string): string => FLAKE.replace(marked.replace('$0', ''), () => marked);

describe('who imports a module', () => {
  it('modules and hosts, each with the place', async () => {
    const { item, importers } = await hierarchyAt(at('{ lib, $0... }'));
    expect(item).toBe('common.nix (laptop, desktop)');
    expect(importers).toEqual([
      'laptop (flake.nix): ./common.nix',
      'laptop.nix (laptop): ./common.nix',
      'desktop (hosts/default.nix): ../common.nix',
    ]);
  });

  it('of the module that an element of the list names', async () => {
    const { item, importers, imports } = await hierarchyAt(at('lib.optional true ./us$0ers'));
    expect(item).toBe('users/default.nix (laptop, desktop)');
    expect(importers).toEqual([
      'common.nix (laptop, desktop): ./users',
      'desktop (hosts/default.nix): self.nixosModules.users',
    ]);
    expect(imports.map((each) => each.split(':')[0])).toEqual([
      'users/kim.nix (laptop, desktop)',
      'users/lou.nix (laptop, desktop)',
    ]);
  });

  it('specialisations and homes', async () => {
    expect((await hierarchyAt(at('[ ./gaming$0.nix ]'))).importers).toEqual([
      'laptop.nix (laptop/gaming): ./gaming.nix',
    ]);
    expect((await hierarchyAt(at('./wo$0rk.nix'))).importers).toEqual(['laptop.nix (laptop/work): ./work.nix']);
    const { importers } = await hierarchyAt(at('./ki$0m.nix'));
    expect(importers).toEqual(["common.nix (laptop/kim's home, desktop/kim's home): ./kim.nix"]);
  });
});

describe('what is imported', () => {
  it('by a module, its specialisations included', async () => {
    expect((await hierarchyAt(at('  import$0s = [ ./common.nix ];'))).imports).toEqual([
      'common.nix (laptop): ./common.nix',
      'gaming.nix (laptop/gaming): ./gaming.nix',
      'work.nix (laptop/work): ./work.nix',
    ]);
  });

  it('in a file that is half-typed', async () => {
    const { item, importers, imports } = await hierarchyAt(
      '#- /configuration.nix\n{\n  imports = [ ./a.nix ];\n  services.x = $0\n}\n#- /a.nix\n{ }\n',
    );
    expect(item).toBe('configuration.nix');
    expect(importers).toEqual([]);
    expect(imports).toEqual(['a.nix: ./a.nix']);
  });
});

describe('nothing', () => {
  it('of a file that takes part in no system', async () => {
    const found = await hierarchyAt(
      '#- /configuration.nix\n{ }\n#- /package.nix\n{ stdenv }: stdenv.mk$0Derivation { }\n',
    );
    expect(found).toEqual({ item: undefined, importers: [], imports: [] });
  });

  it('is imported by what is imported as no module', async () => {
    const { item, importers } = await hierarchyAt(
      '#- /configuration.nix\n{ x = import ./da$0ta.nix; imports = [ ./a.nix ]; }\n#- /data.nix\n{ }\n#- /a.nix\n{ }\n',
    );
    expect(item).toBe('configuration.nix');
    expect(importers).toEqual([]);
  });
});

it('a path that depends on the host leads to the module of each; homes are named where they take it in', async () => {
  const flake = (marked: string): string =>
    `#- /flake.nix
{ outputs = { nixpkgs, home-manager, ... }: {
  nixosConfigurations = nixpkgs.lib.genAttrs [ "a" "b" ] (name: nixpkgs.lib.nixosSystem { modules = [
    ./hosts/\${name}.nix
    home-manager.nixosModules.home-manager
    { home-manager.users.kim = { imports = [ ./home.nix ]; }; }
  ]; });
}; }
#- /hosts/a.nix
{ }
#- /hosts/b.nix
{ }
#- /home.nix
{ }
`.replace(marked.replace('$0', ''), () => marked);
  expect((await hierarchyAt(flake('./hos$0ts/${name}.nix'))).item).toBe('hosts/a.nix (a); hosts/b.nix (b)');
  expect((await hierarchyAt(flake('[ ./ho$0me.nix ]'))).item).toBe("home.nix (a/kim's home, b/kim's home)");
  expect((await hierarchyAt(flake('out$0puts'))).item).toBe('flake.nix (a, b)');
});
