// Strings as Nix has them: bytes, so lengths and offsets count UTF-8.
import type { Code } from '../code';
import { expectClosedList, type Row } from '../primop';
import { coerce, concatPieces } from '../strings';
import { force } from '../thunk';
import { fail, type Slot, typeName, type Value } from '../values';
import { binary, known, unary } from './row';

function concatStringsSep(separator: Slot, source: Slot, site: Code): Value {
  return known(separator, (between) => {
    if (between.kind !== 'string' && between.kind !== 'partial-string' && between.kind !== 'opaque')
      return fail('type', `expected a string but found a ${typeName(between)}`, site);
    return expectClosedList(source, site, (items) => {
      const parts: Value[] = [];
      for (const [index, item] of items.entries()) {
        if (index > 0) parts.push(between);
        parts.push(coerce(force(item), site, false));
      }
      return concatPieces(parts);
    });
  });
}

export const STRINGS: readonly Row[] = [
  unary('toString', (value, site) => coerce(force(value), site, true)),
  binary('concatStringsSep', concatStringsSep),
];
