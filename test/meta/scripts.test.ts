// The parts of the npm commands that decide something.
import { describe, expect, it } from 'vitest';
import { desktopCode } from '../../scripts/lib/desktop-code.mjs';
import { countVitest } from '../../scripts/lib/test-counts.mjs';

describe('the VS Code that npm start opens', () => {
  const code = '/usr/bin/code';
  const withCode = (name: string) => (name === 'code' ? code : undefined);

  it.each([
    ['an installed one', { env: { DISPLAY: ':0' }, platform: 'linux', find: withCode }, code],
    ['one on Wayland', { env: { WAYLAND_DISPLAY: 'wayland-0' }, platform: 'linux', find: withCode }, code],
    ['one on macOS, which needs no DISPLAY', { env: {}, platform: 'darwin', find: withCode }, code],
    [
      'VSCodium when there is no code',
      {
        env: { DISPLAY: ':0' },
        platform: 'linux',
        find: (name: string) => (name === 'codium' ? '/bin/codium' : undefined),
      },
      '/bin/codium',
    ],
  ] as const)('is %s', (_name, machine, expected) => {
    expect(desktopCode(machine).code).toBe(expected);
  });

  it.each([
    ['there is no display', { env: {}, platform: 'linux', find: withCode }],
    ['there is no code', { env: { DISPLAY: ':0' }, platform: 'linux', find: () => undefined }],
    [
      'code belongs to a remote terminal',
      { env: { DISPLAY: ':0', VSCODE_IPC_HOOK_CLI: '/tmp/x.sock' }, platform: 'linux', find: withCode },
    ],
    [
      'code is the one of a VS Code server',
      { env: { DISPLAY: ':0' }, platform: 'linux', find: () => '/home/kim/.vscode-server/bin/1/bin/remote-cli/code' },
    ],
    [
      'code is the one of Windows around WSL',
      { env: { DISPLAY: ':0' }, platform: 'linux', find: () => '/mnt/c/Program Files/VS Code/bin/code' },
    ],
  ] as const)('is none, with a reason, when %s', (_name, machine) => {
    expect(desktopCode(machine)).toEqual({ code: undefined, reason: expect.stringMatching(/\w/) });
  });
});

describe('the counts of a test run', () => {
  const passedFile = { status: 'passed', assertionResults: [{ status: 'passed' }] };
  const brokenFile = { status: 'failed', assertionResults: [] };
  const report = {
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [passedFile],
  };
  const run = { exit: 0, leftOutIsFailure: false };

  it('are those of the report', () => {
    expect(countVitest({ ...report, numFailedTests: 2 }, { ...run, exit: 1 })).toEqual({ passed: 5, failed: 2 });
  });

  it('count a file that could not be loaded as failed', () => {
    expect(countVitest({ ...report, testResults: [passedFile, brokenFile] }, { ...run, exit: 1 })).toEqual({
      passed: 5,
      failed: 1,
    });
  });

  it('count an error outside of tests as failed', () => {
    expect(countVitest(report, { ...run, exit: 1 })).toEqual({ passed: 5, failed: 1 });
  });

  it('count tests that were left out as failed only where nothing may be left out', () => {
    const some = { ...report, numPendingTests: 3 };
    expect(countVitest(some, run)).toEqual({ passed: 5, failed: 0 });
    expect(countVitest(some, { ...run, leftOutIsFailure: true })).toEqual({ passed: 5, failed: 3 });
  });
});
