// What a problem is known by from one check to the next, though lines move: its rule, file, option and specialisation,
// and the line it begins in.
import { createHash } from 'node:crypto';
import type { DiagnosticReport, Unmarked } from './report';

const LENGTH = 32;

/**
 * Gives each problem its fingerprint, 32 hexadecimal digits. Equal ones in a file are counted, in the order given.
 * @param lineOf the text of a line of a file. @param nameOf the path of a file, the same wherever the check is started.
 */
export function withFingerprints(
  problems: readonly Unmarked[],
  lineOf: (file: string, line: number) => string,
  nameOf: (file: string) => string,
): readonly DiagnosticReport[] {
  const seen = new Map<string, number>();
  return problems.map((problem) => {
    const { code, file, option, specialisation, range } = problem;
    const line = lineOf(file, range.start.line).replace(/\s+/g, ' ').trim();
    const key = JSON.stringify([code, nameOf(file), option, specialisation, line]);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    const fingerprint = createHash('sha256').update(`${key}${count}`).digest('hex').slice(0, LENGTH);
    return { ...problem, fingerprint };
  });
}
