// What a command prints, on its way out: text of the configurations and of arguments never reaches a terminal or
// a build server's log as it is.
import { type Line, painted, plainLine } from './styled';
import { visibleCommand, visibleDiffLine, visibleJson, visibleLine } from './visible-line';

/**
 * Where a command prints. Everything is escaped here, and only here; what looks like several lines
 * to a caller is several calls.
 */
export interface Output {
  /** One line of text. */
  out(line: string): void;
  /** One line of text, coloured where that is wanted. */
  styled(line: Line, isColoured: boolean): void;
  /** One line that a build server is to take for a command. */
  command(line: string): void;
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
    styled: (line, isColoured) =>
      write('stdout', `${isColoured ? colouredLine(line) : visibleLine(plainLine(line))}\n`),
    command: (line) => write('stdout', `${visibleCommand(line)}\n`),
    json: (text) => write('stdout', `${visibleJson(text)}\n`),
    diff: (lines) => write('stdout', lines.map((line) => `${visibleDiffLine(line)}\n`).join('')),
    err: (line) => write('stderr', `${visibleLine(line)}\n`),
  };
}

/** Whether a diff is printed as it is, so that it can be applied. */
export const isExact = (lines: readonly string[]): boolean => lines.every((line) => visibleDiffLine(line) === line);

/** Where pieces are a command only together, the line is shown without colours. */
function colouredLine(line: Line): string {
  const plain = visibleLine(plainLine(line));
  const pieces = line.map((piece) => ({ ...piece, text: visibleLine(piece.text) }));
  return plainLine(pieces) === plain ? painted(pieces) : plain;
}
