// `check` of several paths, of a text that is not saved, with a baseline, into a file, and again when files change.
import { spawn } from 'node:child_process';
import {
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Environment } from '../../../server/src/cli/command';
import { outputTo } from '../../../server/src/cli/output';
import { Rounds } from '../../../server/src/cli/watch';
import { type Bundles, testBundles } from '../../support/installation';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { runHere } from './run-here';

const conflict = (option: string): string =>
  `{\n  ${option} = true;\n  specialisation.x.configuration = {\n    ${option} = false;\n  };\n}\n`;

const TWO = `
#- /a/configuration.nix
${conflict('services.openssh.enable')}
#- /b/configuration.nix
${conflict('services.printing.enable')}`;

const problems = (stdout: string): readonly string[] =>
  stdout.split('\n').filter((line) => line.includes('[option-conflict]'));

describe('several paths', () => {
  it('are told as one, each file by its path from here', async () => {
    const folder = temporaryFolder(TWO);
    const { stdout, exitCode } = await runHere([
      'check',
      join(folder, 'a'),
      `${folder}/b/configuration.nix`,
      '--format',
      'concise',
    ]);
    expect([exitCode, problems(stdout).length]).toEqual([1, 2]);
    expect(stdout).toContain('2 errors in 2 systems');
    const json = await runHere(['check', join(folder, 'a'), join(folder, 'b'), folder, '--format', 'json']);
    const { systems, diagnostics } = JSON.parse(json.stdout);
    expect([systems.length, diagnostics.length]).toEqual([2, 4]);
  });
});

describe('a file below its flake', () => {
  const host = `nixpkgs.lib.nixosSystem { modules = [ ./hosts/a.nix ./base.nix ]; }`;
  const FLAKE = `
#- /flake.nix
{ outputs = { nixpkgs, ... }: { nixosConfigurations.a = ${host}; }; }
#- /base.nix
{ services.openssh.enable = true; }
#- /hosts/a.nix
{ specialisation.x.configuration.services.openssh.enable = false; }
#- /hosts/b.nix
{ }
#- /sub/repository/.git/HEAD
ref
#- /sub/repository/configuration.nix
{ specialisation.y.configuration = { }; }`;

  it.each([
    ['takes part in its hosts', 'hosts/a.nix', ['a'], 2],
    ['that no host has takes part in none', 'hosts/b.nix', [], 0],
    ['in a repository of its own is not its', 'sub/repository/configuration.nix', [null], 0],
  ])('%s', async (_name, file, hosts, count) => {
    const folder = temporaryFolder(FLAKE);
    const { stdout } = await runHere(['check', join(folder, file), '--format', 'json']);
    const { systems, diagnostics } = JSON.parse(stdout);
    expect(systems.map((system: { host: string | null }) => system.host)).toEqual(hosts);
    expect(diagnostics).toHaveLength(count);
  });
});

describe('a baseline', () => {
  it('leaves out what is known, though lines move, and tells what is new or gone', async () => {
    const folder = temporaryFolder(TWO);
    const known = join(folder, 'known.json');
    expect((await runHere(['baseline', folder, '--output', known])).stdout).toBe('');
    expect(JSON.parse(readFileSync(known, 'utf8'))).toMatchObject({ version: 1, problems: [{}, {}] });
    const same = await runHere(['check', folder, '--baseline', known]);
    expect(same).toMatchObject({ exitCode: 0, stdout: 'no new problems in 2 systems, 2 known\n', stderr: '' });
    const moved = `# A line more.\n\n${conflict('services.openssh.enable')}`;
    writeIn(folder, 'a/configuration.nix', moved.replace('};\n}', '  boot.tmp.useTmpfs = "x";\n  };\n}'));
    writeIn(folder, 'b/configuration.nix', '{ }');
    const { stdout, stderr } = await runHere(['check', folder, '--baseline', known, '--format', 'concise']);
    expect(problems(stdout)).toEqual([]);
    expect(stdout).toMatch(/wrong-type[\s\S]*, 1 known\n$/);
    expect(stderr).toContain('1 problem of it no longer found');
  });

  it.each([
    ['that is not there', undefined, /--baseline: cannot be read/],
    ['that is none', '[]', /is no baseline; "nixos-specialisations baseline" writes one/],
    ['that is no JSON', '{', /is no baseline/],
  ])('%s is refused', async (_what, text, message) => {
    const folder = temporaryFolder(TWO);
    if (text !== undefined) writeIn(folder, 'known.json', text);
    const { exitCode, stderr } = await runHere(['check', folder, '--baseline', join(folder, 'known.json')]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('--output', () => {
  it('writes a file, and prints nothing', async () => {
    const folder = temporaryFolder(TWO);
    const file = join(folder, 'out.sarif');
    const { stdout, exitCode } = await runHere(['check', folder, '--format', 'sarif', '--output', file]);
    expect([stdout, exitCode]).toEqual(['', 1]);
    expect(JSON.parse(readFileSync(file, 'utf8')).runs[0].results).toHaveLength(2);
  });

  it.each([
    ['no/where', 'its folder is not there'],
    ['a', 'it is a folder'],
  ])('says why it cannot: %s', async (name, why) => {
    const folder = temporaryFolder(TWO);
    const file = join(folder, name);
    const { stderr, exitCode } = await runHere(['check', folder, '--output', file]);
    expect([exitCode, stderr]).toEqual([2, `nixos-specialisations: ${file}: cannot be written (${why})\n`]);
  });

  it('writes into a device, and into what a link leads to; both stay what they are', async () => {
    const folder = temporaryFolder(TWO);
    const [device, link, target] = ['null', 'link', 'target'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    symlinkSync('/dev/null', device);
    writeFileSync(target, 'old', { mode: 0o600 });
    symlinkSync(target, link);
    for (const file of [device, link]) await runHere(['check', folder, '--format', 'json', '--output', file]);
    expect([statSync(device).isCharacterDevice(), readlinkSync(link)]).toEqual([true, target]);
    expect(JSON.parse(readFileSync(target, 'utf8')).version).toBe(1);
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });
});

describe('rounds of --watch', () => {
  it('that say the same again are not told, nor what they complain of', () => {
    const said: string[] = [];
    const output = outputTo((_stream, text) => said.push(text.trimEnd()));
    const rounds = new Rounds({ ...output } as Environment);
    const round = (report: number, line: string): boolean => {
      rounds.environment.err(line);
      return rounds.isNew({ report });
    };
    expect([round(1, 'a'), round(1, 'a'), round(1, 'b'), round(2, 'b'), round(2, 'b')]).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
    expect(said).toEqual(['a', 'b', 'b']);
  });
});

describe('in a process of its own', () => {
  let bundles: Bundles;
  beforeAll(async () => {
    bundles = await testBundles();
  });

  it('takes a text that is not saved from the standard input', async () => {
    const folder = temporaryFolder(TWO);
    const child = spawn(
      process.execPath,
      [bundles.cli, 'check', '--stdin-filename', 'a/configuration.nix', '--format', 'json'],
      {
        cwd: folder,
      },
    );
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stdin.end(`\n\n${conflict('services.fwupd.enable')}`);
    await new Promise((done) => child.on('close', done));
    const { systems, diagnostics } = JSON.parse(stdout);
    expect(systems.map(({ root }: { root: string }) => root)).toEqual(['configuration.nix']);
    expect(diagnostics[0]).toMatchObject({ option: 'services.fwupd.enable', range: { start: { line: 3 } } });
  });

  it('checks again when files change, with new ones', async () => {
    const folder = temporaryFolder(TWO);
    const child = spawn(process.execPath, [bundles.cli, 'check', '--watch', '--format', 'concise'], { cwd: folder });
    let read = '';
    let wake = (): void => {};
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        read += text;
        wake();
      });
    const until = async (isThere: (text: string) => boolean): Promise<string> => {
      while (!isThere(read))
        await new Promise<void>((done) => {
          wake = done;
        });
      const text = read;
      read = '';
      return text;
    };
    const isWaiting = (text: string): boolean => text.includes('waiting for changes');
    try {
      expect(await until(isWaiting)).toContain('2 errors in 2 systems');
      writeFileSync(join(folder, 'a/configuration.nix'), '{ imports = [ ./new.nix ]; }');
      writeFileSync(join(folder, 'a/new.nix'), conflict('services.fwupd.enable'));
      const after = await until((text) => text.includes('2 errors in 2 systems'));
      expect(problems(after).at(-2)).toContain('a/new.nix:4:5');
      // As editors save that put a new file in the place of the old one, again and again, and what is printed lies there.
      for (const option of ['avahi.enable', 'blueman.enable', 'flatpak.enable']) {
        writeFileSync(join(folder, 'out.txt'), option);
        writeFileSync(join(folder, 'a/.new.nix~'), conflict(`services.${option}`));
        renameSync(join(folder, 'a/.new.nix~'), join(folder, 'a/new.nix'));
        await until((text) => text.includes(`services.${option}`) && isWaiting(text));
      }
      mkdirSync(join(folder, 'later'));
      writeFileSync(join(folder, 'later/configuration.nix'), conflict('services.udisks2.enable'));
      await until((text) => text.includes('later/configuration.nix') && isWaiting(text));
      rmSync(join(folder, 'later'), { recursive: true });
      await until((text) => text.includes('2 errors in 2 systems'));
    } finally {
      child.kill();
    }
  });
});
