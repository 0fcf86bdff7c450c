// `--stdin-filename FILE`: the text of a file that somebody is editing comes from the standard input.
import { readFileSync } from 'node:fs';
import { corePath } from '../host/reading';
import { type Arguments, textOption } from './command';

export const BUFFER_OPTION = { 'stdin-filename': { type: 'string' } } as const;
export const BUFFER_HELP = '--stdin-filename FILE           FILE has the text of the standard input, saved or not';

export interface Buffer {
  readonly path: string;
  readonly text: string;
}

export function bufferIn(args: Arguments): Buffer | undefined {
  const file = textOption(args, 'stdin-filename');
  if (file === undefined) return undefined;
  const STDIN = 0;
  return { path: corePath(file), text: readFileSync(STDIN, 'utf8') };
}
