// `rule`: pages of rules in a terminal.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RULES } from '../../../server/src/rules/index';
import { commandLine } from './run-cli';

const run = commandLine();
const PAGE = join(import.meta.dirname, '../../../docs/rules/option-conflict.md');

it('prints the page of a rule', async () =>
  expect(await run(['rule', 'option-conflict'])).toEqual({
    exitCode: 0,
    stdout: readFileSync(PAGE, 'utf8'),
    stderr: '',
  }));

it('lists all of them', async () => {
  const { exitCode, stdout } = await run(['rule']);
  expect(exitCode).toBe(0);
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(RULES.map(({ code }) => code));
});

it.each([
  [['rule', 'option-conflicts'], 'there is no rule "option-conflicts"; did you mean "option-conflict"?'],
  [['rule', 'x'], 'there is no rule "x"; "nixos-specialisations rule" lists them'],
  [['rule', 'option-conflict', 'wrong-type'], 'one rule at a time, not also wrong-type'],
])('%j is refused', async (args, message) =>
  expect(await run(args)).toEqual({ exitCode: 2, stdout: '', stderr: `nixos-specialisations: ${message}\n` }),
);
