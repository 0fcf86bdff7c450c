// Whether what is printed is coloured: where a terminal shows it, and nobody objects (https://no-color.org).
import { isatty } from 'node:tty';
import { type Arguments, choice } from './command';

export const COLOUR_OPTION = { color: { type: 'string' } } as const;
export const COLOUR_HELP =
  '--color auto|always|never       colours (default: auto, on a terminal where NO_COLOR is not set)';

export const COLOURS = ['auto', 'always', 'never'] as const;

const STDOUT = 1;

export function isColoured(args: Arguments, env: NodeJS.ProcessEnv = process.env): boolean {
  const wanted = choice(args, 'color', COLOURS, 'auto');
  if (wanted !== 'auto') return wanted === 'always';
  const isRefused = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  return !isRefused && isatty(STDOUT);
}
