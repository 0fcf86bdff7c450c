// `--output FILE`: what a command would print goes into a file.
import { randomUUID } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { corePath } from '../host/reading';
import { type Arguments, type Environment, textOption, UserError } from './command';
import { type Output, outputTo } from './output';

export const OUTPUT_OPTION = { output: { type: 'string' } } as const;
export const OUTPUT_HELP = '--output FILE                   write it into FILE, and print nothing but notes';

/** Prints as the arguments say: to the standard output, or into a file that appears when all is written. */
export function printed(args: Arguments, environment: Environment, print: (output: Output) => void): void {
  const file = textOption(args, 'output');
  if (file === undefined) {
    print(environment);
    return;
  }
  const texts: string[] = [];
  print(outputTo((stream, text) => (stream === 'stdout' ? texts.push(text) : environment.err(text.trimEnd()))));
  try {
    writeWhole(file, texts.join(''));
  } catch (error) {
    throw new UserError(`${file}: cannot be written (${reasonOf(error)})`);
  }
}

/** A file appears when all of it is there. Of a link its target is written; a device or a pipe is written to. */
function writeWhole(file: string, text: string): void {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there !== undefined && !there.isFile()) {
    writeFileSync(file, text);
    return;
  }
  const path = there === undefined ? corePath(file) : realpathSync(file);
  const aside = `${path}.${randomUUID()}`;
  try {
    writeFileSync(aside, text, { flag: 'wx', ...(there !== undefined && { mode: there.mode & 0o777 }) });
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/** In words where it is a usual one: Node's own name the file that was written aside. */
function reasonOf(error: unknown): string {
  const { code = '', message }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  return REASONS[code] ?? message;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is not there',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'it cannot be changed',
  ENOSPC: 'no room is left',
};
