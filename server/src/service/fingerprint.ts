// What a problem is known by from one check to the next, though lines move: its rule, file, option and specialisation,
// and the line it begins in.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Range } from './positions';

const LENGTH = 32;
/** So much of a line tells it from others; many problems may stand in one line of megabytes. In UTF-16 units. */
const LONGEST_LINE = 400;

/** What of a problem is looked at. */
export interface Marked {
  readonly code: string;
  readonly file: string;
  readonly option: string | null;
  readonly specialisation: string | null;
  readonly range: Range;
}

/**
 * Gives each problem its fingerprint, 32 hexadecimal digits. Equal ones in a file are counted, in the order given.
 * @param lineOf the text of a line of a file. @param nameOf the path of a file, the same wherever the check is started.
 */
export function withFingerprints<T extends Marked>(
  problems: readonly T[],
  lineOf: (file: string, line: number) => string,
  nameOf: (file: string) => string,
): readonly (T & { readonly fingerprint: string })[] {
  const seen = new Map<string, number>();
  return problems.map((problem) => {
    const { code, file, option, specialisation, range } = problem;
    const line = lineOf(file, range.start.line).slice(0, LONGEST_LINE).replace(/\s+/g, ' ').trim();
    const key = JSON.stringify([code, nameOf(file), option, specialisation, line]);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    const fingerprint = bytesToHex(sha256(utf8ToBytes(`${key}${count}`))).slice(0, LENGTH);
    return { ...problem, fingerprint };
  });
}

/** The lines of files, each file taken apart once. */
export function linesOf(read: (file: string) => string | undefined): (file: string, line: number) => string {
  const known = new Map<string, readonly string[]>();
  return (file, line) => {
    const lines = known.get(file) ?? (read(file) ?? '').split(/\r\n|\r|\n/);
    known.set(file, lines);
    return lines[line] ?? '';
  };
}
