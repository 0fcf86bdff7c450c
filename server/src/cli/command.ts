// What a command of the command line is. A new one is one file in commands/ and one row in commands/index.ts.
import type { ParseArgsConfig } from 'node:util';
import type { Disk } from '../host/disk';
import type { Installation } from '../service/installation';
import type { Output } from './output';
import type { Terminal } from './terminal';

export interface Environment extends Output {
  readonly disk: Disk;
  readonly installation: Installation;
  readonly terminal: Terminal;
}

/** What the user wrote behind the command: options by name, and the rest. */
export interface Arguments {
  readonly options: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

export interface Command {
  readonly name: string;
  /** What to write behind the program's name. */
  readonly usage: string;
  readonly summary: string;
  /** One line for each option, for `--help`. */
  readonly optionHelp: readonly string[];
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** What an option, or the first word behind the command, may be: for shells to complete. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /** What one may write behind the program's name, and what that does. */
  readonly examples?: readonly (readonly [line: string, what: string])[];
  /** Gives the exit code: an `ExitCode`, or that of what it started. */
  run(args: Arguments, environment: Environment): Promise<number>;
}

/** 0: clean. 1: there is something to report. 2: wrong usage, or the input cannot be read. */
export type ExitCode = 0 | 1 | 2;

/** What the user can put right; shown as one line. */
export class UserError extends Error {}

/** The value of an option that takes one of a few words. */
export function choice<T extends string>(
  { options }: Arguments,
  name: string,
  words: readonly T[],
  fallback: T | undefined,
): T {
  const given = options[name];
  const word = given === undefined ? fallback : words.find((candidate) => candidate === given);
  if (word !== undefined) return word;
  throw new UserError(
    `--${name} must be one of: ${words.join(', ')}${given === undefined ? '' : ` (not "${String(given)}")`}`,
  );
}

/** The value of an option that takes one text; undefined where it is not given. */
export function textOption({ options }: Pick<Arguments, 'options'>, name: string): string | undefined {
  const given = options[name];
  return typeof given === 'string' ? given : undefined;
}
