// Files: read through the interpreter's loader, never directly.

import { spend, spendText } from '../budget';
import { Code, type Scope } from '../code';
import { Env } from '../frame';
import { callOpaque } from '../identity';
import type { Interpreter } from '../interpreter';
import { importedFile, type Use, unread } from '../loader';
import { LazyOrigin } from '../origin';
import type { Outside } from '../outside';
import { baseName, normalise, parentFolder } from '../paths';
import { expectAttrs, expectClosedAttrs, expectString, type Row } from '../primop';
import type { Site } from '../site';
import { force } from '../thunk';
import {
  type AttrsValue,
  attrs,
  FALSE,
  int,
  NULL,
  OpaqueValue,
  type Origin,
  type PartialString,
  type Slot,
  string,
  TRUE,
  unknown,
  type Value,
} from '../values';
import { byteLength } from './bytes';
import { expectAlgorithm } from './hashes';
import { unknownPath, withPath } from './paths';
import { binary, unary } from './row';
import { findFile } from './search-path';

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

/** Longer paths have no file on any system that we know. */
const LONGEST_PATH = 4096;
/** What it takes to ask the disk about one file. */
const FILE_COST = 20;
const KINDS = { file: 'regular', directory: 'directory' } as const;

/** The file functions of one interpreter; `globals` are the names every file sees. */
export function fileRows(
  { loader, importFile, outside }: Interpreter,
  globals: () => ReadonlyMap<string, Slot>,
): readonly Row[] {
  const reading = (path: Slot, site: Site, then: (file: string) => Value | undefined, use: Use = 'contents'): Value =>
    withPath(
      path,
      site,
      (file) =>
        spend(FILE_COST) ??
        (file.length > LONGEST_PATH ? undefined : then(file)) ??
        unread(file.slice(0, LONGEST_PATH), use, loader, site),
      () => unknownPath(site),
    );

  function readText(path: Slot, site: Site, then: (text: string) => Value): Value {
    return reading(path, site, (file) => {
      const text = loader.read(file);
      return text === undefined ? undefined : then(text);
    });
  }

  function kindName(file: string): Value | undefined {
    const kind = loader.kind(file);
    return kind === undefined ? undefined : string(KINDS[kind]);
  }

  function listFolder(folder: string, site: Site): Value | undefined {
    const names = loader.kind(folder) === 'directory' ? loader.list(folder) : undefined;
    if (names === undefined) return undefined;
    const kindIn = (path: string): Value => kindName(path) ?? unread(path, 'contents', loader, site);
    return (
      spend(FILE_COST * (names.length + 1)) ??
      attrs(names.map((name): [string, Slot] => [name, kindIn(normalise(`${folder}/${name}`))]))
    );
  }

  /**
   * Absent only where a folder above is there and does not list what leads to it. What is elsewhere
   * on this machine says nothing.
   */
  function exists(file: string): Value | undefined {
    if (loader.kind(file) !== undefined) return TRUE;
    if (file.length > LONGEST_PATH || loader.withheld?.(file, 'contents') !== undefined) return undefined;
    for (let at = file; at !== parentFolder(at); at = parentFolder(at)) {
      const folder = parentFolder(at);
      if (at !== file && folder === parentFolder(folder)) return undefined;
      const kind = loader.kind(folder);
      if (kind === 'file') return FALSE;
      if (kind === 'directory') return loader.list(folder)?.includes(baseName(at)) === false ? FALSE : undefined;
    }
    return undefined;
  }

  function importScoped(scope: AttrsValue, path: string, site: Site): Value {
    const file = importedFile(path, loader);
    const tree = loader.parse(file);
    if (tree === undefined) return unread(file, 'import', loader, site);
    const outer = frame(globals(), undefined);
    const inner = frame(new Map([...scope.entries].map(([name, { slot }]) => [name, slot])), outer.scope);
    const unit = { file, folder: parentFolder(file) };
    return new Code(tree.root, unit, inner.scope).run(new Env(inner.slots, new Env(outer.slots, undefined)));
  }

  /** Where an attribute is written; its column counts bytes. */
  function position(origin: Origin | undefined, site: Site): Value {
    const text = origin === undefined || origin instanceof LazyOrigin ? undefined : loader.read(origin.file, 'import');
    if (origin === undefined || text === undefined) return unknown('environment', 'a position', site);
    const before = text.slice(0, origin.key.start).split('\n');
    return attrs([
      ['file', string(origin.file)],
      ['line', int(before.length)],
      ['column', int(byteLength(before.at(-1) ?? '') + 1)],
    ]);
  }

  const whether = (value: Value | undefined): boolean | undefined => value && value === TRUE;

  return [
    binary('unsafeGetAttrPos', (name, set, site) =>
      expectString(name, site, ({ text }) =>
        expectAttrs(set, site, (value) => {
          const entry = value.entries.get(text);
          return entry === undefined ? (value.open ?? NULL) : position(entry.origin, site);
        }),
      ),
    ),
    binary('findFile', (searchPath, name, site) => findFile(searchPath, name, (path) => whether(exists(path)), site)),
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
        reading(path, site, (file) => importScoped(value, file, site), 'import'),
      ),
    ),
    unary('readFile', (path, site) => readText(path, site, (text) => spendText(text.length) ?? string(text))),
    unary('readDir', (path, site) => reading(path, site, (folder) => listFolder(folder, site))),
    unary('readFileType', (path, site) => reading(path, site, kindName)),
    unary('pathExists', (path, site) => reading(path, site, exists)),
    binary('hashFile', (algorithm, path, site) =>
      expectString(algorithm, site, ({ text: name }) =>
        expectAlgorithm(name, site, (hash) =>
          readText(path, site, (text) =>
            text.includes('\ufffd') ? unknown('import', 'a file that is not text', site) : hash(text),
          ),
        ),
      ),
    ),
    binary('hashString', (algorithm, text, site) =>
      expectString(algorithm, site, ({ text: name }) =>
        expectAlgorithm(name, site, (hash) => expectString(text, site, (value) => hash(value.text))),
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
