// What shells complete: the scripts name every command and option, and bash does what its script says.
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../../server/src/cli/commands';
import { completionScript, SHELLS } from '../../../server/src/cli/completions';
import { runHere } from './run-here';

it.each(SHELLS)('%s knows every command and option', async (shell) => {
  const { stdout, exitCode } = await runHere(['completions', shell]);
  expect(exitCode).toBe(0);
  for (const { name, options } of COMMANDS) {
    expect(stdout).toContain(name);
    for (const option of Object.keys(options))
      expect(stdout).toContain(shell === 'fish' ? `-l ${option}` : `--${option}`);
  }
});

it('every option of every command has a line in its help', () => {
  for (const { name, options, optionHelp } of COMMANDS)
    for (const option of Object.keys(options))
      expect(
        optionHelp.some((line) => new RegExp(`(^|, )--${option}\\b`).test(line)),
        `${name} --${option}`,
      ).toBe(true);
});

it.each([
  [['ba'], ['baseline']],
  [['check', '--fo'], ['--format']],
  [['check', '--format', 's'], ['sarif']],
  [
    ['check', '--fail-on', ''],
    ['error', 'warning', 'never'],
  ],
  [['rule', 'option-'], ['option-conflict']],
  [['run', 'sw'], ['switch']],
])('bash completes %j', (words, completed) => {
  const script = `${completionScript('bash', COMMANDS)}
COMP_WORDS=(nixos-specialisations "$@"); COMP_CWORD=$#
_nixos_specialisations
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' });
  expect(out.trim().split('\n')).toEqual(completed);
});

it('of a shell that is not known says which are', async () => {
  expect((await runHere(['completions', 'tcsh'])).stderr).toContain('completions takes one of: bash, zsh, fish');
});
