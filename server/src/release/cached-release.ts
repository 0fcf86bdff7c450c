// A release as the text of one file: what it is in the first line, its table behind it. Whatever is not exactly what
// was written is not read.
import type { Release } from './read-release';

/** Counted up when what is written, or how it is found out, is another. */
export const FORMAT = 3;

interface Header extends Omit<Release, 'table'> {
  readonly format: number;
  readonly state: string;
  readonly length: number;
  readonly sum: number;
}

/** @param state what its files were like when they were read: `releaseIn` gives it back. */
export function writtenRelease({ table, ...release }: Release, state: string): string {
  const header: Header = { ...release, format: FORMAT, state, length: table.length, sum: sumOf(table) };
  return `${JSON.stringify(header)}\n${table}`;
}

/** The release in a text; undefined for anything that `writtenRelease` of this version did not write. */
export function releaseIn(text: string): { readonly release: Release; readonly state: string } | undefined {
  const end = text.indexOf('\n');
  const table = text.slice(end + 1);
  const header = headerIn(text.slice(0, Math.max(end, 0)));
  if (header?.format !== FORMAT || header.length !== table.length || header.sum !== sumOf(table)) return undefined;
  const { path, release, size, files, state } = header;
  return { release: { path, release, size, files, table }, state };
}

function headerIn(line: string): Header | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Header) : undefined;
  } catch {
    return undefined;
  }
}

/** A sum by which damage shows (FNV-1a, 32 bits): millions of characters in a few milliseconds. */
export function sumOf(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}
