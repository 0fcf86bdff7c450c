import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandLine } from '../../../server/src/run/command-line';

test.each<[readonly string[], string]>([
  [['sudo', '/nix/store/a-b_c+1.2/bin/x', 'test'], 'sudo /nix/store/a-b_c+1.2/bin/x test'],
  [['nixos-rebuild', '--flake', '/home/me/c#host'], 'nixos-rebuild --flake /home/me/c#host'],
  [['x', 'two words'], "x 'two words'"],
  [['x', "it's"], "x 'it'\\''s'"],
  [['x', '$(reboot)', ''], "x '$(reboot)' ''"],
  [['x', '#not-a-comment'], "x '#not-a-comment'"],
  [['x', '~'], "x '~'"],
])('%j', (argv, expected) => {
  expect(commandLine(argv)).toBe(expected);
});

test.runIf(process.platform !== 'win32')('a shell reads back exactly the arguments', () => {
  const words = fc.array(
    fc.string({ unit: 'grapheme', maxLength: 8 }).filter((word) => !word.includes('\0')),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(words, (argv) => {
      const output = execFileSync('sh', ['-c', `printf '%s\\0' ${commandLine(['begin', ...argv])}`], {
        encoding: 'utf8',
      });
      expect(output.split('\0').slice(0, -1)).toEqual(['begin', ...argv]);
    }),
    { numRuns: 30 },
  );
});
