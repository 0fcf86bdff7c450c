// The fake programs of the end-to-end tests: what those tests see is only as true as these.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildSystem, fakesAt } from '../e2e/support/fakes';
import { ROOT } from './files';

const BIN = join(ROOT, 'test/e2e/bin');

describe.skipIf(process.platform === 'win32')('fake programs', () => {
  let folder: string;
  const log = () => join(folder, 'calls.jsonl');
  const start = (program: string, ...args: string[]) =>
    spawnSync(program, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: [BIN, process.env.PATH].join(delimiter), FAKE_LOG: log() },
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fakes-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('write down arguments as they came, with spaces and quotes', () => {
    expect(start('nixos-rebuild', 'switch', '--flake', '.#a "b" $(c)').status).toBe(0);
    expect(fakesAt(log()).calls()).toMatchObject([
      { tool: 'nixos-rebuild', argv: ['switch', '--flake', '.#a "b" $(c)'], tty: false },
    ]);
  });

  it('answer as they are told, until they are reset', () => {
    const fakes = fakesAt(log());
    fakes.answer({ exit: 4, output: 'building...\n' });
    expect(start('nixos-rebuild', 'test')).toMatchObject({ status: 4, stdout: 'building...\n' });
    fakes.reset();
    expect(fakes.calls()).toEqual([]);
    expect(start('nixos-rebuild', 'test').status).toBe(0);
  });

  it('sudo runs what follows its own options', () => {
    buildSystem(join(folder, 'system'), ['gaming']);
    const script = join(folder, 'system/specialisation/gaming/bin/switch-to-configuration');
    fakesAt(log()).answer({ exit: 3 });
    expect(start('sudo', '-u', 'root', '--', script, 'test').status).toBe(3);
    expect(fakesAt(log()).calls()).toMatchObject([
      { tool: 'sudo', argv: ['-u', 'root', '--', script, 'test'] },
      { tool: 'switch-to-configuration', program: script, argv: ['test'] },
    ]);
  });
});
