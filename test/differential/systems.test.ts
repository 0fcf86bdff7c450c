// Whole systems are what real Nix makes of them: configurations of test/nixos with the small nixpkgs of our own, as far
// as its options go. `npm run test:nixos` does the same with a real one, and with all of them.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/process.mjs';
import { PATHS } from '../../scripts/nixos/asked.mjs';
import { compareSystems, compareValue } from '../../scripts/nixos/compare.mjs';
import { systemsOfNix } from '../../scripts/nixos/nix-systems.mjs';
import { libraryTests, packages, textOf, valuesOfNix } from '../../scripts/nixos/values.mjs';
import { Ours } from '../nixos/ours';
import { nixVersion } from '../support/nix';
import { testParser } from '../support/parser';
import { SMALL_NIXPKGS } from '../support/small-nixpkgs';

/** Those that set most of what the small one has. */
const SOME = {
  working: ['laptop', 'users', 'files-encrypted', 'services-own'],
  failing: [
    ...['networkmanager-wireless', 'prime-offload-sync', 'two-display-managers', 'tlp-power-profiles', 'no-root'],
    ...['no-boot-loader', 'nginx-ssl', 'state-version'],
  ],
};

describe.runIf(nixVersion() !== undefined)('real Nix says the same', () => {
  it.each(Object.entries(SOME))('of configurations: %s', async (kind, names) => {
    const files = names.map((name) => join(ROOT, 'test/nixos', kind, `${name}.nix`));
    const theirs = systemsOfNix(SMALL_NIXPKGS, files, PATHS);
    const ours = new Ours(SMALL_NIXPKGS, await testParser());
    const all = files.map((file) => compareSystems(file, ours.system(file, PATHS), theirs.get(file), PATHS));
    expect(all.flatMap(({ values, said }) => [...values.differences, ...said.differences])).toEqual([]);
    expect(all.flatMap(({ values }) => values.unknown)).toEqual([]);
    expect(all.reduce((sum, { values }) => sum + values.compared, 0)).toBeGreaterThan(400);
  });

  it('of packages', async () => {
    const expressions = packages(SMALL_NIXPKGS);
    const ours = new Ours(SMALL_NIXPKGS, await testParser()).values(textOf(expressions));
    const theirs = valuesOfNix(expressions);
    expect(theirs.size).toBeGreaterThan(15);
    expect(ours).toMatchObject(Object.fromEntries(theirs));
  });
});

describe('a difference is told', () => {
  const told = (ours: object, nix: object): object => {
    const into = { compared: 0, unknown: [], lacking: [], differences: [] };
    compareValue(into, 'a', ours, nix);
    return into;
  };
  it.each([
    [{ absent: true }, { absent: true }, 0, 0, 0],
    [{ json: '1' }, { json: '1' }, 1, 0, 0],
    [{ json: '1' }, { json: '2' }, 1, 0, 1],
    [{ json: '1' }, { fails: true }, 1, 0, 1],
    [{ absent: true }, { fails: true }, 1, 0, 1],
    [{ unknown: 'x' }, { json: '1' }, 1, 1, 0],
    [{ unknown: 'x' }, { fails: true }, 0, 0, 0],
    [{ json: '1' }, { lacks: '/nixpkgs/a.nix' }, 0, 0, 0],
    [{ fails: true, why: 'x' }, { fails: true }, 1, 0, 0],
  ])('%j, %j', (ours, nix, compared, unknown, differences) =>
    expect(told(ours, nix)).toMatchObject({
      compared,
      unknown: { length: unknown },
      differences: { length: differences },
    }),
  );

  const system = { name: null, values: [], failed: ['no'], warnings: [] };
  it.each([
    [{ failed: ['no'] }, [{ message: 'no', throws: false }], 0],
    [{ failed: ['no (because)'] }, [{ message: 'no', throws: true }], 0],
    [{ failed: [] }, [{ message: 'no', throws: false }], 1],
    [{ failed: ['yes'] }, [{ message: 'no', throws: false }], 1],
    [{ failed: null }, null, 0],
    [{ failed: [] }, null, 1],
  ])('%j, %j', (ours, failed, count) =>
    expect(compareSystems('a', [{ ...system, ...ours }], [{ ...system, failed }], []).said.differences).toHaveLength(
      count,
    ),
  );

  it('where one evaluates and the other does not', () => {
    expect(compareSystems('a', 'why', [system], []).values.differences).toHaveLength(1);
    expect(compareSystems('a', [system], undefined, []).values.differences).toHaveLength(1);
    expect(compareSystems('a', 'why', undefined, []).values.differences).toEqual([]);
  });

  it('of what the library tests, those that a shell asks for', () =>
    expect(libraryTests(SMALL_NIXPKGS).entries).toEqual([]));
});
