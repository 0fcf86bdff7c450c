// What a command prints, on its way out: text of the configurations and of arguments never reaches a terminal or
// a build server's log as it is.
import { visibleDiffLine, visibleJson, visibleLine } from './visible-line';

/**
 * Where a command prints. Everything is escaped here, and only here; what looks like several lines
 * to a caller is several calls.
 */
export interface Output {
  /** One line of text. */
  out(line: string): void;
  /** JSON text, of one line or more. */
  json(text: string): void;
  /** The lines of a diff, which can be applied when they are `isExact`. */
  diff(lines: readonly string[]): void;
  /** One line on the error output. */
  err(line: string): void;
}

export type Stream = 'stdout' | 'stderr';

/** `write` is given whole lines, each with its end. */
export function outputTo(write: (stream: Stream, text: string) => void): Output {
  return {
    out: (line) => write('stdout', `${visibleLine(line)}\n`),
    json: (text) => write('stdout', `${visibleJson(text)}\n`),
    diff: (lines) => write('stdout', lines.map((line) => `${visibleDiffLine(line)}\n`).join('')),
    err: (line) => write('stderr', `${visibleLine(line)}\n`),
  };
}

/** Whether a diff is printed as it is, so that it can be applied. */
export const isExact = (lines: readonly string[]): boolean => lines.every((line) => visibleDiffLine(line) === line);
