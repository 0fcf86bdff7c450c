// From facts, and from the options.json of a manual, to a table.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureOptions, importOptions } from '../../../scripts/build-options.mjs';
import { loadCatalogue } from '../../../server/src/options/load';
import { openTable } from '../../../server/src/options/option-table';
import { builtTables } from './tables';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'options-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, rows: readonly (readonly string[])[]): void {
  writeFileSync(join(folder, name), rows.map((row) => `${row.join('\t')}\n`).join(''));
}

describe('the bundled tables', () => {
  it('together take at most 400 KB of the package', async () => {
    const { nixos, homeManager } = await builtTables();
    const packed = [nixos, homeManager].map(({ text }) => deflateRawSync(text, { level: 9 }).length);
    expect(packed.reduce((left, right) => left + right)).toBeLessThan(400 * 1024);
  });
  it('contradict no rename', async () => {
    const { nixos, homeManager } = await builtTables();
    expect([...nixos.dropped, ...homeManager.dropped]).toEqual([]);
  });
});

describe('a table made of facts', () => {
  const HEADER = ['path', 'type', 'default'];

  it('has what the manual lacks, and believes it more', async () => {
    write('nixos.tsv', [HEADER, ['a.b', 'string', '"x"'], ['a.c', 'words of its own']]);
    write('nixos-extra.tsv', [
      [...HEADER, 'mergesAs', 'source'],
      ['a.c', 'words of its own', '', 'list of string', 'a test'],
      ['a.d', 'boolean', 'false', '', 'a test'],
    ]);
    const { nixos } = await builtTables(folder);
    const catalogue = loadCatalogue(nixos.text);
    expect(nixos.unmapped).toEqual([]);
    expect(catalogue.lookup(['a', 'c'])).toMatchObject({ fact: { type: 'words of its own', merge: { kind: 'list' } } });
    expect(catalogue.lookup(['a', 'd'])).toMatchObject({ fact: { default: 'false' } });
    expect(catalogue.lookup(['a', 'b'])).toMatchObject({ fact: { default: '"x"' } });
  });

  it('has options that have moved under their new name, and drops renames of names in use', async () => {
    write('nixos.tsv', [
      HEADER,
      ['old', 'attribute set of (submodule)'],
      ['old.<name>.on', 'boolean'],
      ['used', 'string'],
      ['key', 'string'],
    ]);
    write('nixos-renames.tsv', [
      ['from', 'to', 'kind', 'source'],
      ['old', 'new', 'moved', 'a test'],
      ['key', 'new.x.key', 'moved', 'a test'],
      ['used', 'other', 'alias', 'a test'],
      ['gone', 'used', 'removed', 'a test'],
    ]);
    const { nixos } = await builtTables(folder);
    const catalogue = loadCatalogue(nixos.text);
    expect(catalogue.inside(['new', 'x', 'on'])).toMatchObject({ kind: 'option', depth: 3 });
    expect(catalogue.inside(['new', 'x', 'key'])).toMatchObject({ kind: 'option', depth: 1 });
    expect(catalogue.lookup(['old'])).toEqual({ kind: 'unknown' });
    expect(catalogue.canonical(['used'])).toEqual(['used']);
    expect(nixos.dropped.map(({ from }) => from)).toEqual(['used']);
    expect(catalogue.removed(['gone'])).toBe('removed from NixOS; see used');
  });

  it('has no option where a set of options has got another name', async () => {
    write('nixos.tsv', [HEADER, ['old', 'submodule'], ['new.on', 'boolean']]);
    write('nixos-renames.tsv', [
      ['from', 'to', 'kind', 'source'],
      ['old', 'new', 'moved', 'a test'],
    ]);
    const catalogue = loadCatalogue((await builtTables(folder)).nixos.text);
    expect(catalogue.lookup(['new'])).not.toMatchObject({ kind: 'option' });
    expect(catalogue.lookup(['new', 'on'])).toMatchObject({ kind: 'option' });
    expect(catalogue.canonical(['old', 'on'])).toEqual(['new', 'on']);
  });
});

it("takes a manual's options.json", async () => {
  const option = (loc: readonly string[], type: string, text?: string) => ({
    loc,
    type,
    readOnly: false,
    declarations: ['nixos/modules/x.nix'],
    ...(text === undefined ? {} : { default: { _type: 'literalExpression', text } }),
  });
  const json = {
    'services.web.hosts.<hostname>.root': option(
      ['services', 'web', 'hosts', '<hostname>', 'root'],
      'null or path',
      'null',
    ),
    'services.web.hosts': option(['services', 'web', 'hosts'], 'attribute set of (submodule)', '{ }'),
    'services.web."a.b"': option(['services', 'web', 'a.b'], 'string', '"${pkgs.hello}/x"'),
    'services.web.run.<function body>': option(['services', 'web', 'run', '<function body>'], 'boolean'),
    'services.web.lines': option(['services', 'web', 'lines'], 'strings concatenated\nwith "\\n"', '"a"'),
  };
  writeFileSync(join(folder, 'options.json'), JSON.stringify(json));
  expect(await importOptions('nixos', join(folder, 'options.json'), folder)).toBe(5);
  expect(readFileSync(join(folder, 'nixos.tsv'), 'utf8').split('\n')[1]).toBe('services.web."a.b"\tstring');
  const catalogue = loadCatalogue((await builtTables(folder)).nixos.text);
  expect(catalogue.inside(['services', 'web', 'hosts', 'example.org', 'root'])).toMatchObject({
    depth: 5,
    fact: { path: ['services', 'web', 'hosts', '<name>', 'root'], merge: { kind: 'nullOr' }, default: 'null' },
  });
  expect(catalogue.lookup(['services', 'web', 'a.b'])).toMatchObject({ fact: { default: undefined } });
  expect(catalogue.lookup(['services', 'web', 'run', '<function body>'])).toMatchObject({ kind: 'option', depth: 4 });
  expect(catalogue.lookup(['services', 'web', 'lines'])).toMatchObject({
    fact: { merge: { kind: 'lines', separator: '\n' } },
  });
});

it('takes what our own `options` prints, with its release and its old names', async () => {
  const option = (type: string | null, more: object = {}) => ({
    type,
    merge: 'equal',
    declarations: ['m/x.nix:3'],
    ...more,
  });
  const json = {
    version: 1,
    source: { path: '/n', release: '99.11' },
    options: {
      'a.on': option('boolean', { default: 'false' }),
      'a.list': option('list of string', { default: '[ ]' }),
      'a.hosts.<host>.on': option('boolean'),
      'a.hosts.<host>._module.args': option('lazy attribute set of raw value', { internal: true }),
      'a.secret': option('string', { visible: false }),
      'a.untyped': option(null),
      'old.on': option('boolean', { visible: false, renamedTo: 'a.on' }),
      'old.kept': option('boolean', { visible: false, removed: 'It is gone.' }),
      'a.hosts.<host>.off': option('boolean', { renamedTo: 'a.hosts.<name>.on' }),
    },
  };
  write('home-manager-renames.tsv', [
    ['from', 'to', 'kind', 'source'],
    ['old.kept', 'a.list', 'removed', 'a person'],
  ]);
  writeFileSync(join(folder, 'options.json'), JSON.stringify(json));
  expect(await importOptions('home-manager', join(folder, 'options.json'), folder)).toBe(5);
  const { homeManager } = await builtTables(folder);
  expect(openTable(homeManager.text)).toMatchObject({ title: 'Home Manager', release: '99.11' });
  const catalogue = loadCatalogue(homeManager.text);
  expect(catalogue.lookup(['a', 'list'])).toMatchObject({ fact: { merge: { kind: 'list' }, default: '[]' } });
  expect(catalogue.lookup(['a', 'secret'])).toMatchObject({ kind: 'option' });
  expect(catalogue.lookup(['a', 'untyped'])).toMatchObject({ fact: { merge: { kind: 'unspecified' } } });
  expect(catalogue.inside(['a', 'hosts', 'x', 'on'])).toMatchObject({ kind: 'option', depth: 4 });
  expect(catalogue.canonical(['old', 'on'])).toEqual(['a', 'on']);
  expect(catalogue.canonical(['a', 'hosts', 'x', 'off'])).toEqual(['a', 'hosts', 'x', 'on']);
  expect(catalogue.removed(['old', 'kept'])).toBe('removed from Home Manager; see a.list');
  expect(readFileSync(join(folder, 'home-manager-renames.tsv'), 'utf8')).toContain(
    'old.on\ta.on\talias\tHome Manager 99.11, m/x.nix\n',
  );
});

it('says of which release the bundled tables are', async () => {
  const { nixos, homeManager } = await builtTables();
  expect([nixos, homeManager].map(({ text }) => openTable(text).release)).toEqual(['25.05pre', '26.11']);
});

it('builds again only what is older than the facts', async () => {
  const files = ['home-manager-options.txt', 'nixos-options.txt'];
  await ensureOptions(folder);
  expect(readdirSync(folder)).toEqual(files);
  const changedAt = () => files.map((file) => statSync(join(folder, file)).mtimeMs);
  const first = changedAt();
  await ensureOptions(folder);
  expect(changedAt()).toEqual(first);
  utimesSync(join(folder, 'nixos-options.txt'), 0, 0);
  await ensureOptions(folder);
  expect(changedAt().every((time) => time > 0)).toBe(true);
});
