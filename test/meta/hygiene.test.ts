// What must not stand in any file of this repository.
import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { codeOf, filesIn, ROOT, textOf } from './files';

const SELF = 'test/meta/hygiene.test.ts';
const BINARY = /\.(png|wasm|vsix|gz|bin)$/;
const everything = filesIn().filter((file) => file !== SELF && !BINARY.test(file) && !file.startsWith('server/data/'));
const typescript = everything.filter((file) => file.endsWith('.ts'));
const lockFiles = filesIn().filter((file) => file.endsWith('package-lock.json'));

/** `file:line: text` of each line that matches. */
function linesWith(pattern: RegExp, files: readonly string[], read: (file: string) => string = textOf): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

describe('TypeScript', () => {
  it('has no way around the type checker', () => {
    expect(linesWith(/(:|<|\bas|\|)\s*any\b|\bas unknown as\b/, typescript, (file) => codeOf(textOf(file)))).toEqual(
      [],
    );
    expect(linesWith(/@ts-(ignore|nocheck|expect-error)/, typescript)).toEqual([]);
  });

  it('asks Booleans for their value: one that is written in a file is neither TRUE nor FALSE', () => {
    const product = typescript.filter((file) => file.startsWith('server/src/'));
    expect(linesWith(/([=!]== |includes\(|indexOf\()(TRUE|FALSE)\b/, product, (file) => codeOf(textOf(file)))).toEqual(
      [],
    );
  });

  it('has no way around the linter', () => {
    expect(linesWith(/biome-ignore|eslint-disable/, everything)).toEqual([]);
  });

  it('has no test that is left out, and none that leaves out the others', () => {
    expect(
      linesWith(/\b(it|test|describe|suite)\.(only|skip|todo)\b/, typescript, (file) => codeOf(textOf(file))),
    ).toEqual([]);
  });

  it('has no unfinished marks', () => {
    const product = typescript.filter((file) => /^(client|server)\//.test(file));
    expect(linesWith(/\b(TODO|FIXME|XXX)\b/, product)).toEqual([]);
  });
});

describe('every file', () => {
  it('is free of paths of one machine', () => {
    const path = (...places: readonly string[]) => new RegExp(`(?<![\\w.$}/-])(${places.map(escaped).join('|')})/`);
    // Root's home also stands in Nix code that is tested.
    const home = homedir() === '/root' ? [] : [homedir()];
    expect(linesWith(path(ROOT, '/work', '/farm', ...home), everything)).toEqual([]);
    // Defaults of NixOS's own options are facts, not paths of this machine.
    const untested = everything.filter((file) => !file.startsWith('test/') && !file.startsWith('data/'));
    expect(linesWith(path('/root'), untested)).toEqual([]);
  });

  it('is free of addresses of package registries', () => {
    expect(linesWith(/registry\.(npmjs|yarnpkg)\.|deb\.debian\.org/, everything)).toEqual([]);
  });
});

describe('packages', () => {
  it('are locked without the address they came from', () => {
    expect(lockFiles.length).toBe(2);
    expect(linesWith(/"resolved"/, lockFiles)).toEqual([]);
  });

  it('are locked for every platform they name', () => {
    for (const file of lockFiles) expect(missingFromLock(file)).toEqual([]);
  });

  it('the changelog tells about the version of the package', () => {
    const { version } = JSON.parse(textOf('package.json'));
    expect(textOf('CHANGELOG.md')).toMatch(new RegExp(`^## ${escaped(version)}\\b`, 'm'));
  });
});

/** Optional dependencies that are named but not locked: `npm ci` refuses such a lock file. */
function missingFromLock(file: string): string[] {
  const packages: Record<string, { optionalDependencies?: Record<string, string> }> = JSON.parse(textOf(file)).packages;
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !(`${path}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
    ),
  );
}
