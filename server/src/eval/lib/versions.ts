// lib.versions: parts of version numbers.

import { binary, unary } from '../builtins/row';
import { expectClosedList, expectInt, expectString, expectStrings, type Row } from '../primop';
import type { Site } from '../site';
import { force } from '../thunk';
import { fail, list, type Slot, string, type Value } from '../values';
import { builtin } from './builtin';

const parts = (version: Slot, site: Site, then: (known: readonly Slot[]) => Value): Value =>
  expectClosedList(builtin('splitVersion', [version], site), site, then);

const part = (name: string, index: number): Row =>
  unary(name, (version, site) =>
    parts(version, site, (known) => force(known[index] ?? fail('value', `list index ${index} is out of bounds`, site))),
  );

/** The first `count` numbers, zeros for missing ones, with what follows a dash kept. */
function pad(count: number, version: string, site: Site): Value {
  const [numbers = ''] = version.split('-');
  return parts(string(numbers), site, (known) => {
    const filled = [...known, ...Array.from({ length: Math.max(0, count) }, () => string('0'))].slice(
      0,
      Math.max(0, count),
    );
    return expectStrings(list(filled), site, (texts) => string(texts.join('.') + version.slice(numbers.length)));
  });
}

export const VERSION_ROWS: readonly Row[] = [
  part('major', 0),
  part('minor', 1),
  part('patch', 2),
  unary('majorMinor', (version, site) =>
    parts(version, site, (known) => expectStrings(list(known.slice(0, 2)), site, (texts) => string(texts.join('.')))),
  ),
  binary('pad', (count, version, site) =>
    expectInt(count, site, (known) => expectString(version, site, ({ text }) => pad(known, text, site))),
  ),
];
