// What `--help` prints: of the program, and of one command, in the parts that manual pages have.
import type { Command } from './command';

export const NAME = 'nixos-specialisations';

const WIDTH = 100;
const INDENT = '    ';

export function help(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Checks the specialisations of NixOS and Home Manager configurations, and runs them. Checking needs no Nix.',
    '',
    ...part('SYNOPSIS', [`${NAME} COMMAND [ARGUMENT…]`, `${NAME} COMMAND --help`, `${NAME} --version`]),
    ...part(
      'COMMANDS',
      commands.map(({ name, summary }) => `${name.padEnd(width)}  ${summary}`),
    ),
    ...part('EXIT STATUS', EXIT_STATUS),
  ]
    .join('\n')
    .trimEnd();
}

export function commandHelp({ name, usage, summary, optionHelp, examples = [] }: Command): string {
  return [
    ...part('NAME', [`${NAME} ${name} - ${summary}`]),
    ...part(
      'SYNOPSIS',
      usage.split(` | ${name} `).flatMap((one, i) => synopsis(i === 0 ? one : `${name} ${one}`)),
    ),
    ...part('OPTIONS', optionHelp),
    ...part('EXIT STATUS', EXIT_STATUS),
    ...part(
      'EXAMPLES',
      examples.flatMap(([line, what]) => [`${NAME} ${line}`, `${INDENT}${what}`]),
    ),
  ]
    .join('\n')
    .trimEnd();
}

const EXIT_STATUS: readonly string[] = [
  '0  clean',
  '1  problems were found; of run: it was refused, or what it ran failed with that',
  '2  wrong usage, or nothing could be read',
];

/** Nothing where there is nothing to say. */
function part(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `${INDENT}${line}`), ''];
}

/** Lines that fit a terminal; an option stays together with its argument. */
function synopsis(usage: string): readonly string[] {
  const words = usage.match(/\[[^\]]*\](?:\.\.\.)?|\S+/g) ?? [];
  const lines: string[] = [];
  let line = NAME;
  for (const word of words) {
    if (INDENT.length + line.length + 1 + word.length > WIDTH && line.trim() !== '') {
      lines.push(line);
      line = ' '.repeat(NAME.length);
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
