// `--output FILE`: what a command would print goes into a file.
import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
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
  const path = corePath(file);
  const aside = `${path}.${randomUUID()}`;
  try {
    writeFileSync(aside, texts.join(''));
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw new UserError(`${file}: cannot be written (${error instanceof Error ? error.message : String(error)})`);
  }
}
