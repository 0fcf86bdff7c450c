// Text with colours, for terminals. What is coloured is made harmless piece by piece before.
import { styleText } from 'node:util';

export type Style = 'error' | 'warning' | 'information' | 'hint' | 'frame' | 'strong' | 'fixed';

/** A part of a line, in one colour. */
export interface Piece {
  readonly text: string;
  readonly style?: Style;
}

export type Line = readonly Piece[];

type Format = Parameters<typeof styleText>[0];

const FORMATS: Readonly<Record<Style, Format>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  information: ['bold', 'cyan'],
  hint: ['bold', 'magenta'],
  frame: ['bold', 'blue'],
  strong: 'bold',
  fixed: ['bold', 'green'],
};

/** The line with the codes of its colours. */
export function painted(line: Line): string {
  // Whether there is a terminal was decided before.
  return line
    .map(({ text, style }) => (style === undefined ? text : styleText(FORMATS[style], text, ANYWHERE)))
    .join('');
}

const ANYWHERE = { validateStream: false };

/** The line without colours. */
export const plainLine = (line: Line): string => line.map(({ text }) => text).join('');
