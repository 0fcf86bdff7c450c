// What docs/ci.md promises, run as the services run it: GitHub's action, GitLab's job and pre-commit's hook. And the
// package for npm, installed in an empty folder.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../meta/files';
import { nodeOf } from '../../support/node-versions';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';

const CONFLICT = `
#- /configuration.nix
{
  services.openssh.enable = true;
  specialisation.x.configuration.services.openssh.enable = false;
}`;

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function bash(script: string, cwd: string, env: Readonly<Record<string, string>>): Ran {
  return spawnSync('bash', ['-e', '-c', script], { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
}

const yaml = (file: string): never => load(readFileSync(join(ROOT, file), 'utf8')) as never;

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly run: string; readonly env: Readonly<Record<string, string>> }[];
  };
}

describe("GitHub's action", () => {
  const { inputs, runs }: Action = yaml('action.yml');

  function step(cwd: string, given: Readonly<Record<string, string>>): Ran {
    const [{ run, env } = { run: '', env: {} }] = runs.steps;
    const filledIn = (text: string): string =>
      text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => given[name] ?? inputs[name]?.default ?? '?');
    const filled = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filledIn(text)]));
    return bash(run, cwd, { ...filled, GITHUB_ACTION_PATH: ROOT });
  }

  it('tells problems as annotations, and fails', () => {
    const { status, stdout } = step(temporaryFolder(CONFLICT), {});
    expect(stdout).toMatch(/^::error file=configuration\.nix,line=3,.*title=option-conflict::/);
    expect(status).toBe(1);
  });

  it('writes a report for code scanning', () => {
    const folder = temporaryFolder(CONFLICT);
    const given = { format: 'sarif', output: 'out.sarif', 'fail-on': 'never', args: '--rule option-conflict=warning' };
    expect(step(folder, given).status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).runs[0].results[0].level).toBe('warning');
  });
});

it("pre-commit's hook checks the whole repository", () => {
  const [hook]: readonly { readonly entry: string; readonly args: readonly string[]; readonly language: string }[] =
    yaml('.pre-commit-hooks.yaml');
  expect(hook?.language).toBe('script');
  const [script = '', ...first] = hook?.entry.split(' ') ?? [];
  const { status, stdout } = spawnSync(join(ROOT, script), [...first, ...(hook?.args ?? [])], {
    cwd: temporaryFolder(CONFLICT),
    encoding: 'utf8',
  });
  expect([status, stdout.split('\n')[0]]).toEqual([1, expect.stringMatching(/^configuration\.nix:3:3: error: /)]);
});

describe('the package for npm', () => {
  let made = '';
  let bin = '';
  beforeAll(() => {
    made = realpathSync(mkdtempSync(join(tmpdir(), 'specialisations-')));
    writeIn(made, 'configuration.nix', CONFLICT.replace(/^#-.*$/m, ''));
    const args = ['pack', '--silent', '--pack-destination', made];
    const file = join(made, execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' }).trim());
    expect(statSync(file).size).toBeLessThan(2 * 1024 * 1024);
    writeIn(made, 'app/package.json', '{}');
    execFileSync('npm', ['install', '--offline', '--silent', '--no-audit', '--no-fund', file], {
      cwd: join(made, 'app'),
    });
    bin = join(made, 'app/node_modules/.bin');
  });
  afterAll(() => rmSync(made, { recursive: true, force: true }));

  it.each([20, 22] as const)(
    'runs on Node %i where it is installed, and as a server',
    { timeout: 300_000 },
    (major) => {
      const node = nodeOf(major);
      if (node === undefined) {
        expect(process.env.REQUIRE_NIX, `Node ${major} cannot be had from npm`).not.toBe('1');
        console.log(`Left out: Node ${major} cannot be had from npm.`);
        return;
      }
      const start = (name: string, args: readonly string[], input = '') =>
        spawnSync(node, [join(bin, name), ...args], { cwd: made, input, encoding: 'utf8' });
      expect(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout).toMatch(new RegExp(`^v${major}\\.`));
      const { status, stdout } = start('nixos-specialisations', ['check', made]);
      expect([status, stdout]).toEqual([1, expect.stringContaining('error[option-conflict]')]);
      const asked = JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } },
      });
      expect(start('nixos-specialisations', ['mcp'], `${asked}\n`).stdout).toContain('"serverInfo"');
      const initialize = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { capabilities: {} } });
      const input = `Content-Length: ${initialize.length}\r\n\r\n${initialize}`;
      expect(start('nixos-specialisations-ls', ['--stdio'], input).stdout).toContain('"codeActionProvider"');
    },
  );

  it('runs by npx; GitLab runs it so', () => {
    const npx = spawnSync('npx', ['--offline', 'nixos-specialisations', '--version'], {
      cwd: join(made, 'app'),
      encoding: 'utf8',
    });
    expect(npx.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    gitlab(made, bin);
  });
});

/** The job, with an npm that installs nothing, as the package is installed already. */
function gitlab(made: string, bin: string): void {
  const file: Readonly<
    Record<string, { readonly script: readonly string[]; readonly variables: Record<string, string> }>
  > = yaml('templates/gitlab-ci.yml');
  const job = file['nixos-specialisations'];
  const fake = join(made, 'fake');
  mkdirSync(fake);
  writeIn(fake, 'npm', '#!/bin/sh\n');
  chmodSync(join(fake, 'npm'), 0o755);
  const path = [fake, bin, dirname(process.execPath), process.env.PATH].join(delimiter);
  const { status } = bash(job?.script.join('\n') ?? '', made, { ...job?.variables, PATH: path });
  const [problem] = JSON.parse(readFileSync(join(made, 'gl-code-quality-report.json'), 'utf8'));
  expect([status, problem.check_name]).toEqual([1, 'option-conflict']);
}
