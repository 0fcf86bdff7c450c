// Files: read through the interpreter's loader, never directly.
import type { Code } from '../code';
import { callOpaque } from '../identity';
import type { Interpreter } from '../interpreter';
import { normalise } from '../paths';
import type { Row } from '../primop';
import { force } from '../thunk';
import { fail, OpaqueValue, type Slot, typeName, unknown, type Value } from '../values';
import { known, unary } from './row';

const IMPORT = new OpaqueValue('import', 'plain');

/** Runs `then` with an absolute path given as a path, a string or something with `outPath`; `otherwise` for things whose place is not known. */
function withPath(slot: Slot, site: Code, then: (path: string) => Value, otherwise: (value: Slot) => Value): Value {
  return known(slot, (value) => {
    switch (value.kind) {
      case 'path':
        return then(value.path);
      case 'string':
        return value.text.startsWith('/')
          ? then(normalise(value.text))
          : fail('value', `string '${value.text}' doesn't represent an absolute path`, site);
      case 'attrs': {
        const outPath = value.get('outPath');
        if (outPath !== undefined) return withPath(outPath, site, then, otherwise);
        return value.open ?? fail('type', 'cannot coerce a set to a string', site);
      }
      case 'opaque':
      case 'partial-string':
        return otherwise(value);
      default:
        return fail('type', `cannot coerce a ${typeName(value)} to a string`, site);
    }
  });
}

/** The file functions of one interpreter. */
export function fileRows(interpreter: Interpreter): readonly Row[] {
  const unread = (path: string, site: Code): Value => unknown('import', path, site);
  return [
    unary('import', (path, site) =>
      withPath(
        path,
        site,
        (file) => interpreter.importFile(file),
        (value) => (force(value).kind === 'opaque' ? callOpaque(IMPORT, value) : unread('a path that is not known', site)),
      ),
    ),
  ];
}
