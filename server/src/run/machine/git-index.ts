// The files that git knows, from its index: https://git-scm.com/docs/index-format. git itself is not asked, because a
// repository's own settings may have it start programs. Pure.

/** Fixed parts of an entry before its name: ten numbers, the SHA-1 of its content, flags. In bytes. */
const BEFORE_FLAGS = 60;
const FLAGS = 2;
const EXTENDED = 0x4000;

/**
 * The paths in an index, relative to the top of the working tree. `bytes` has one character for each byte. Undefined
 * where it is no index, or of a kind that is not known.
 */
export function pathsInIndex(bytes: string): ReadonlySet<string> | undefined {
  const version = numberAt(bytes, 4);
  if (!bytes.startsWith('DIRC') || version < 2 || version > 4) return undefined;
  const count = numberAt(bytes, 8);
  const paths = new Set<string>();
  let at = 12;
  let name = '';
  for (let index = 0; index < count; index += 1) {
    const isExtended = (numberAt(bytes, at + BEFORE_FLAGS - 2) & EXTENDED) !== 0;
    const start = at + BEFORE_FLAGS + FLAGS + (isExtended ? 2 : 0);
    const [kept, from] = version === 4 ? strippedAt(bytes, start, name) : ['', start];
    const end = bytes.indexOf('\0', from);
    if (end < 0) return undefined;
    name = kept + bytes.slice(from, end);
    paths.add(Buffer.from(name, 'latin1').toString('utf8'));
    // Older versions fill up to a multiple of eight bytes.
    at = version === 4 ? end + 1 : at + Math.floor((end - at) / 8) * 8 + 8;
  }
  return paths;
}

/** Version 4: how many characters of the name before are dropped, and where the rest of this one begins. */
function strippedAt(bytes: string, start: number, before: string): readonly [string, number] {
  let at = start;
  let value = bytes.charCodeAt(at) & 0x7f;
  while ((bytes.charCodeAt(at) & 0x80) !== 0) {
    at += 1;
    value = (value + 1) * 128 + (bytes.charCodeAt(at) & 0x7f);
  }
  return [before.slice(0, Math.max(0, before.length - value)), at + 1];
}

function numberAt(bytes: string, at: number): number {
  return [0, 1, 2, 3].reduce((value, offset) => value * 256 + (bytes.charCodeAt(at + offset) || 0), 0);
}
