// The program around a run: what the command prints is shown as it comes and read; the command notices nothing.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLE, PROGRAMS } from '../../../scripts/lib/bundle.mjs';
import type { NixReport } from '../../../server/src/protocol/nix-report';

const folder = mkdtempSync(join(tmpdir(), 'follow-'));
const FOLLOW = join(folder, 'follow.js');
let runs = 0;

beforeAll(() => build({ ...BUNDLE, entryPoints: [{ in: PROGRAMS.follow, out: 'follow' }], outdir: folder }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The arguments of Node for a run of the command, and where its report will be. */
function around(argv: readonly string[]): { readonly args: readonly string[]; readonly report: string } {
  runs++;
  const report = join(folder, `${runs}.json`);
  return { args: [FOLLOW, report, ...argv], report };
}

const read = (report: string): NixReport => JSON.parse(readFileSync(report, 'utf8'));

/** A program in the words of Node. */
const node = (text: string, ...args: readonly string[]) => [process.execPath, '-e', text, '--', ...args];

/** Without a terminal around it. */
function piped(argv: readonly string[]) {
  const { args, report } = around(argv);
  return { ...spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder }), report };
}

const CONFLICT = "error: The option `a.b' has conflicting definition values:\\n       - In `/a.nix': 1\\n";

describe('without a terminal', () => {
  it('shows both streams as they are, and ends as the command does', () => {
    const { status, stdout, stderr, report } = piped(
      node(`console.log('out'); process.stderr.write("${CONFLICT}"); process.exitCode = 4`),
    );
    expect({ status, stderr }).toEqual({ status: 4, stderr: CONFLICT.replaceAll('\\n', '\n') });
    expect(stdout).toMatch(/^> .*\nout\n$/s);
    expect(read(report).problems).toMatchObject([{ kind: 'conflict', option: ['a', 'b'] }]);
    // Nobody else can read it.
    expect(statSync(report).mode & 0o777).toBe(0o600);
  });

  it('arguments come as they are', () => {
    const words = ['a b', '"', "'", '$HOME', '`id`', '--', '-x', '', '\n', '${x}'];
    const { stdout } = piped(node('console.log(JSON.stringify(process.argv.slice(1)))', ...words));
    expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toEqual(words);
  });

  it('what starts us is not handed on', () => {
    const { args } = around(node('console.log(Object.keys(process.env).join())'));
    const { stdout } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NIXOS_SPECIALISATIONS_RUN: '7', KEPT: '1' },
    });
    const names = stdout.trimEnd().split('\n').at(-1)?.split(',');
    expect(names).toContain('KEPT');
    expect(names?.filter((name) => /ELECTRON|NIXOS_SPECIALISATIONS/.test(name))).toEqual([]);
  });

  it('a program that is not there', () => {
    const { status, stderr } = piped(['there-is-no-such-program']);
    expect({ status, stderr }).toEqual({ status: 127, stderr: 'there-is-no-such-program: not found\n' });
  });

  it('a program that may not run', () => {
    expect(piped([folder]).status).toBe(126);
  });

  it('a report that is there already is left alone', () => {
    const { args, report } = around(node(''));
    spawnSync(process.execPath, args);
    const before = statSync(report).mtimeMs;
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, after: statSync(report).mtimeMs }).toEqual({ status: 0, after: before });
    expect(stderr).toContain('could not be noted');
  });

  it('what is printed is shown while the command runs', async () => {
    const { args } = around(node("process.stdout.write('first'); process.stdin.on('data', () => process.exit(3))"));
    const child = spawn(process.execPath, args);
    await seen(child, 'first');
    child.stdin.write('x\n');
    expect((await once(child, 'exit'))[0]).toBe(3);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('%s reaches the command, and the report is left', async (signal) => {
    const { args, report } = around(
      node(
        `process.on('${signal}', () => { console.log("${CONFLICT}"); process.exit(5) }); setInterval(() => {}, 1000); console.log('rea' + 'dy')`,
      ),
    );
    const child = spawn(process.execPath, args);
    await seen(child, 'ready');
    child.kill(signal);
    expect((await once(child, 'exit'))[0]).toBe(5);
    expect(read(report).problems).toHaveLength(1);
  });

  it('a command that is killed ends as for a shell', () => {
    expect(piped(node("process.kill(process.pid, 'SIGKILL')")).status).toBe(137);
  });
});

function seen({ stdout }: ChildProcess, text: string): Promise<void> {
  return new Promise((done) => {
    let all = '';
    stdout?.on('data', (chunk) => {
      all += chunk;
      if (all.includes(text)) done();
    });
  });
}

const script = spawnSync('script', ['--version'], { encoding: 'utf8' });
const hasScript = script.status === 0 && script.stdout.includes('util-linux');
if (!hasScript) console.log('script of util-linux is not installed: nothing is tried in a terminal');

/** In a terminal, made by `script` here as well; `typed` is typed as soon as the output holds `when`. */
async function inTerminal(argv: readonly string[], when = '', typed = '') {
  const { args, report } = around(argv);
  const quoted = [process.execPath, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const child = spawn('script', ['-q', '-e', '-c', quoted, '/dev/null'], { env: { ...process.env, SHELL: '/bin/sh' } });
  let output = '';
  let isTyped = typed === '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    if (isTyped || !output.includes(when)) return;
    isTyped = true;
    child.stdin.write(typed);
  });
  const [status] = await once(child, 'close');
  return { status, output, report };
}

describe.runIf(hasScript)('in a terminal', () => {
  it('the command has one, too: it shows colours and progress', async () => {
    const { status, output, report } = await inTerminal(
      node(
        `console.log([0, 1, 2].map((fd) => require('node:tty').isatty(fd)).join()); process.stderr.write("${CONFLICT}"); process.exitCode = 4`,
      ),
    );
    expect(output).toContain('true,true,true');
    expect(status).toBe(4);
    expect(read(report).problems).toMatchObject([{ kind: 'conflict' }]);
  });

  it('a password is asked for at /dev/tty, as sudo does it, and never in the report', async () => {
    const ask =
      'exec 3<>/dev/tty; stty -echo <&3; printf \'password: \' >&3; read -r line <&3; stty echo <&3; echo; echo "got ${#line}"';
    const { status, output, report } = await inTerminal(['sh', '-c', ask], '\npassword: ', 'secret\n');
    expect(output).toContain('got 6');
    expect(output).not.toContain('secret');
    expect(status).toBe(0);
    expect(readFileSync(report, 'utf8')).not.toContain('secret');
  });

  it('Ctrl+C reaches the command', async () => {
    const wait = "process.on('SIGINT', () => process.exit(9)); setInterval(() => {}, 1000); console.log('rea' + 'dy')";
    expect((await inTerminal(node(wait), 'ready', '\u0003')).status).toBe(9);
  });

  it('no shell parses an argument; the shell of the user is as it was', async () => {
    const words = ['a b', '"', "'", '$HOME', '`id`', '--', '-x', '', '${x}', '; exit 7'];
    const text =
      'console.log(JSON.stringify([process.argv.slice(1), process.env.SHELL, Object.keys(process.env).filter((name) => /NIXOS_SPEC/.test(name))]))';
    const { output } = await inTerminal(node(text, ...words));
    const line = output.split('\n').findLast((each) => each.startsWith('[')) ?? '';
    expect(JSON.parse(line)).toEqual([words, '/bin/sh', []]);
  });

  it('a program that is not there', async () => {
    expect((await inTerminal(['there-is-no-such-program'])).status).toBe(127);
  });

  it('is closed: the command ends, and so do we', async () => {
    const file = join(folder, 'pid');
    const { args } = around(
      node(`require('node:fs').writeFileSync('${file}', String(process.pid)); setInterval(() => {}, 1000)`),
    );
    const quoted = [process.execPath, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    const outer = spawn('script', ['-q', '-e', '-c', quoted, '/dev/null'], {
      env: { ...process.env, SHELL: '/bin/sh' },
    });
    await until(() => existsSync(file) && readFileSync(file, 'utf8') !== '');
    outer.kill('SIGKILL');
    await until(() => !isRunning(Number(readFileSync(file, 'utf8'))));
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 20));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
