// Writing files so that nobody ever sees half of one: beside the old file first, then in its place.
import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { UserError } from './command';

const BYTE_ORDER_MARK = '\ufeff';

interface Prepared {
  readonly place: string;
  readonly temporary: string;
}

/**
 * Writes all files, or none: the old ones stay until every new one is on disk. Links and permissions stay as they are.
 */
export function writeFiles(texts: ReadonlyMap<string, string>): void {
  const prepared: Prepared[] = [];
  let current = '';
  try {
    for (const [path, text] of texts) {
      current = path;
      prepared.push(prepare(path, text));
    }
    for (const { place, temporary } of prepared) {
      current = place;
      renameSync(temporary, place);
    }
  } catch (error) {
    for (const { temporary } of prepared) rmSync(temporary, { force: true });
    throw new UserError(`cannot be written: ${current} (${error instanceof Error ? error.message : String(error)})`);
  }
}

function prepare(path: string, text: string): Prepared {
  const place = realpathSync(path);
  const temporary = `${place}.${process.pid}.tmp`;
  // The mark is no part of the text, but whoever put it there wants it kept.
  const marked = readFileSync(place).subarray(0, 3).equals(Buffer.from(BYTE_ORDER_MARK))
    ? BYTE_ORDER_MARK + text
    : text;
  writeFileSync(temporary, marked);
  chmodSync(temporary, statSync(place).mode);
  return { place, temporary };
}
