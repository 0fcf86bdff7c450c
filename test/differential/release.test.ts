// The options that we list of a release are those that real Nix lists, on the nixpkgs and the Home Manager of our own;
// `npm run test:nixos` does the same with real ones.
import { describe, expect, it } from 'vitest';
import { compareOptions, listedByNix } from '../../scripts/nixos/options.mjs';
import { nixVersion } from '../support/nix';
import { HOMES, NIXOS, SMALL_HOME_MANAGER, SMALL_NIXPKGS } from '../support/small-nixpkgs';
import { temporaryFolder } from '../support/temporary-folder';
import { commandLine } from '../unit/cli/run-cli';

const run = commandLine();

describe.runIf(nixVersion() !== undefined)('real Nix lists the same options', () => {
  it.each([
    ['NixOS', NIXOS, ['--nixpkgs', SMALL_NIXPKGS], 400],
    ['Home Manager', HOMES, ['--nixpkgs', SMALL_NIXPKGS, '--home-manager', SMALL_HOME_MANAGER], 60],
  ] as const)('of %s', async (_, source, args, least) => {
    const { stdout } = await run(['options', '--format', 'json', ...args], undefined, {
      ...process.env,
      XDG_CACHE_HOME: temporaryFolder(),
    });
    const { compared, differences } = compareOptions(JSON.parse(stdout), listedByNix(source));
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(least);
  });
});

describe('a difference is told', () => {
  const printed = (option: object) => ({
    source: { path: '/n' },
    options: { a: { type: 'string', declarations: ['m.nix:3'], ...option } },
  });
  const plain = {
    name: 'a',
    type: 'string',
    readOnly: false,
    internal: false,
    visible: true,
    declarations: ['/n/m.nix'],
  };

  it.each([
    [{}, plain, []],
    [{}, { ...plain, visible: 'shallow' }, []],
    [{ type: null }, { ...plain, type: 'unspecified value' }, []],
    [{ type: 'boolean' }, plain, [{ name: 'a', what: 'type', ours: 'boolean', nix: 'string' }]],
    [{ readOnly: true }, plain, [{ name: 'a', what: 'readOnly', ours: true, nix: false }]],
    [{ visible: false }, plain, [{ name: 'a', what: 'visible', ours: false, nix: true }]],
    [{ declarations: ['x.nix'] }, plain, [{ name: 'a', what: 'declarations', ours: 'x.nix', nix: 'm.nix' }]],
    [
      {},
      { ...plain, name: 'b' },
      [
        { name: 'b', what: 'is missing' },
        { name: 'a', what: 'is only ours' },
      ],
    ],
  ])('%j, %j', (option, listed, differences) =>
    expect(compareOptions(printed(option), [listed])).toEqual({ compared: 1, differences }),
  );
});
