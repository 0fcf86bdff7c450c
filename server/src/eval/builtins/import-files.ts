// `import` and `scopedImport`: files of the loader, and what is known of files outside our reach.

import { Code, type Scope } from '../code';
import { Env } from '../frame';
import { callOpaque } from '../identity';
import type { Interpreter } from '../interpreter';
import { importedFile, unread } from '../loader';
import type { Outside } from '../outside';
import { parentFolder } from '../paths';
import { expectClosedAttrs, type Row } from '../primop';
import type { Site } from '../site';
import { force } from '../thunk';
import { type AttrsValue, OpaqueValue, type PartialString, type Slot, type Value } from '../values';
import type { FileQuestions } from './file-questions';
import { unknownPath, withPath } from './paths';
import { binary, unary } from './row';

const IMPORT = new OpaqueValue('import', 'plain');

/** What a file outside our reach evaluates to: what is known of it, else the same thing for the same file. */
function importOpaque(value: OpaqueValue | PartialString, outside: Outside | undefined, site: Site): Value {
  const pieces = value.kind === 'opaque' ? [value] : value.pieces;
  const end = pieces.at(-1);
  const known = importKnown(pieces, outside) ?? (typeof end === 'string' ? outside?.file(end) : undefined);
  if (known !== undefined) return known;
  if (value.kind === 'opaque') return callOpaque(IMPORT, value);
  let text = '';
  for (const piece of value.pieces) {
    if (typeof piece === 'string') text += piece;
    else if (piece.kind === 'opaque') text += `\${${piece.path}}`;
    else return unknownPath(site);
  }
  return new OpaqueValue(`import "${text}"`, 'plain');
}

/** A file of something outside: of a flake input, of `<nixpkgs>`, of what `fetchTarball` gives. */
function importKnown(pieces: PartialString['pieces'], outside: Outside | undefined): Value | undefined {
  const [base, ...rest] = pieces;
  if (base === undefined || typeof base === 'string' || !rest.every((piece) => typeof piece === 'string'))
    return undefined;
  if (base.kind === 'unknown') {
    if (base.code !== 'search-path') return undefined;
    const [name = '', ...below] = base.detail.slice(1, -1).split('/');
    return outside?.source(`<${name}>`)?.known?.file?.(['', ...below].join('/') + rest.join(''));
  }
  const source = base.known?.file === undefined ? outside?.source(base.path) : base;
  return source?.known?.file?.(rest.join(''));
}

/** `globals` are the names every file sees. */
export function importRows(
  { loader, importFile, outside }: Interpreter,
  questions: FileQuestions,
  globals: () => ReadonlyMap<string, Slot>,
): readonly Row[] {
  function importScoped(scope: AttrsValue, path: string, site: Site): Value {
    const file = importedFile(path, loader);
    const tree = loader.parse(file);
    if (tree === undefined) return unread(file, 'import', loader, site);
    const outer = frame(globals(), undefined);
    const inner = frame(new Map([...scope.entries].map(([name, { slot }]) => [name, slot])), outer.scope);
    const unit = { file, folder: parentFolder(file) };
    return new Code(tree.root, unit, inner.scope).run(new Env(inner.slots, new Env(outer.slots, undefined)));
  }

  return [
    unary('import', (path, site) => {
      const value = force(path);
      const known = value.kind === 'unknown' ? importKnown([value], outside()) : undefined;
      return (
        known ??
        withPath(
          value,
          site,
          (file) => importFile(file, site),
          (other) => importOpaque(other, outside(), site),
        )
      );
    }),
    binary('scopedImport', (scope, path, site) =>
      expectClosedAttrs(scope, site, (value) =>
        questions.reading(path, site, (file) => importScoped(value, file, site), 'import'),
      ),
    ),
  ];
}

function frame(
  names: ReadonlyMap<string, Slot>,
  up: Scope | undefined,
): { readonly scope: Scope; readonly slots: Slot[] } {
  const numbers = new Map<string, number>();
  for (const name of names.keys()) numbers.set(name, numbers.size);
  return { scope: { names: numbers, isWith: false, up }, slots: [...names.values()] };
}
