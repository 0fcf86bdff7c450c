// lib.filesystem and reading files: everything goes through the built-in functions of the
// interpreter, and so through its loader.

import { binary, unary } from '../builtins/row';
import { update } from '../collections';
import { joinPath, parentFolder } from '../paths';
import { decide, expectAttrs, expectString, type Row, unaryFunction } from '../primop';
import { selectAttr } from '../select';
import type { Site } from '../site';
import { force, lazily } from '../thunk';
import { isTrue } from '../truth';
import { typeName } from '../type-name';
import { lift } from '../unknowns';
import {
  type AttrsValue,
  attrs,
  bool,
  EMPTY_ATTRS,
  FALSE,
  fail,
  list,
  NULL,
  PathValue,
  type Slot,
  string,
  TRUE,
  unknown,
  type Value,
} from '../values';
import { makeScope } from './customisation';
import { call } from './support';

/** Calls a built-in function that needs the interpreter. */
export type CallBuiltin = (name: string, args: readonly Slot[], site: Site) => Value;

/** Runs `then` with a path given as a path or as text. */
const withPath = (slot: Slot, site: Site, then: (path: string) => Value): Value =>
  lift(force(slot), (value) => {
    if (value.kind === 'path') return then(value.path);
    if (value.kind === 'string') return then(value.text);
    return value.kind === 'partial-string'
      ? unknown('opaque', 'a path with unknown parts', site)
      : fail('type', `expected a path but found a ${typeName(value)}`, site);
  });

/** The entries of a folder by name, with their types, in the order of the names. */
const withFolder = (
  builtins: CallBuiltin,
  path: string,
  site: Site,
  then: (entries: readonly (readonly [name: string, type: string])[]) => Value,
): Value =>
  expectAttrs(builtins('readDir', [new PathValue(path)], site), site, (entries) => {
    if (entries.open !== undefined) return entries.open;
    const known: (readonly [string, string])[] = [];
    for (const name of [...entries.entries.keys()].sort()) {
      const type = force(entries.at(name));
      if (type.kind !== 'string') return expectString(type, site, (value) => value);
      known.push([name, type.text]);
    }
    return then(known);
  });

/** Every file below a folder, folders and files in the order of their names. */
export function filesBelow(
  builtins: CallBuiltin,
  folder: string,
  site: Site,
  then: (files: readonly string[]) => Value,
): Value {
  const files: string[] = [];
  const walk = (path: string): Value | undefined => {
    const failed = withFolder(builtins, path, site, (entries) => {
      for (const [name, type] of entries) {
        if (type !== 'directory') files.push(`${path}/${name}`);
        else {
          const inner = walk(`${path}/${name}`);
          if (inner !== undefined) return inner;
        }
      }
      return NULL;
    });
    return failed === NULL ? undefined : failed;
  };
  return walk(folder) ?? then(files);
}

/** A path like the one given: text stays text. */
const alike = (given: Slot, path: string): Value =>
  force(given).kind === 'string' ? string(path) : joinPath('/', path);

const kindIs = (builtins: CallBuiltin, kind: string, path: Slot, site: Site): Value =>
  decide(
    builtins('pathExists', [path], site),
    () => lift(builtins('readFileType', [path], site), (type) => bool(type.kind === 'string' && type.text === kind)),
    () => FALSE,
    site,
  );

/** The nearest folder, going up, with an entry whose whole name matches. */
function locateDominating(builtins: CallBuiltin, pattern: Slot, start: string, site: Site): Value {
  return withFolder(builtins, start, site, (entries) => {
    const matches: Value[] = [];
    for (const [name] of entries) {
      const groups = builtins('match', [pattern, string(name)], site);
      if (groups.kind === 'list') matches.push(groups);
      else if (groups.kind !== 'null') return groups;
    }
    if (matches.length > 0)
      return attrs([
        ['path', new PathValue(start)],
        ['matches', list(matches)],
      ]);
    return start === '/' ? NULL : locateDominating(builtins, pattern, parentFolder(start), site);
  });
}

/** Packages of a folder by their names: `a.nix`, folders with a package.nix, and folders of those. */
function packagesIn(builtins: CallBuiltin, args: AttrsValue, folder: string, site: Site): Value {
  const inner = (path: string): Slot =>
    lazily(site, () =>
      packagesFromDirectory(builtins, update(args, attrs([['directory', new PathValue(path)]]), site), site),
    );
  return withFolder(builtins, folder, site, (entries) =>
    attrs(
      entries.flatMap(([name, type]): (readonly [string, Slot])[] => {
        if (type === 'directory') return [[name, inner(`${folder}/${name}`)]];
        return name.endsWith('.nix') ? [[name.slice(0, -4), packageAt(args, `${folder}/${name}`, site)]] : [];
      }),
    ),
  );
}

const packageAt = (args: AttrsValue, path: string, site: Site): Slot =>
  lazily(site, () => call(args.get('callPackage') ?? NULL, [new PathValue(path), EMPTY_ATTRS], site));

/** A folder's own package, or those inside it; with `newScope` they see each other. */
function packagesFromDirectory(builtins: CallBuiltin, args: Slot, site: Site): Value {
  return expectAttrs(args, site, (set) =>
    withPath(set.get('directory') ?? set.open ?? NULL, site, (folder) => {
      const own = `${folder}/package.nix`;
      const inside = (): Value => {
        const newScope = set.get('newScope');
        if (newScope === undefined) return packagesIn(builtins, set, folder, site);
        const scoped = unaryFunction('packages', (self) => {
          const ofScope = (name: string): readonly [string, Slot] => [
            name,
            lazily(site, () => selectAttr(force(self), name, site)),
          ];
          return lift(update(set, attrs([ofScope('callPackage'), ofScope('newScope')]), site), (known) =>
            known.kind === 'attrs' ? packagesIn(builtins, known, folder, site) : known,
          );
        });
        return update(makeScope(newScope, scoped, site), attrs([['recurseForDerivations', TRUE]]), site);
      };
      return decide(
        builtins('pathExists', [new PathValue(own)], site),
        () => force(packageAt(set, own, site)),
        inside,
        site,
      );
    }),
  );
}

export const filesystemRows = (builtins: CallBuiltin): readonly Row[] => [
  unary('pathType', (path, site) => builtins('readFileType', [path], site)),
  unary('pathIsDirectory', (path, site) => kindIs(builtins, 'directory', path, site)),
  unary('pathIsRegularFile', (path, site) => kindIs(builtins, 'regular', path, site)),
  unary('listFilesRecursive', (folder, site) =>
    withPath(folder, site, (path) =>
      filesBelow(builtins, path, site, (files) => list(files.map((file) => alike(folder, file)))),
    ),
  ),
  binary('locateDominatingFile', (pattern, file, site) =>
    withPath(file, site, (path) =>
      decide(
        kindIs(builtins, 'directory', file, site),
        () => locateDominating(builtins, pattern, path, site),
        () => locateDominating(builtins, pattern, parentFolder(path), site),
        site,
      ),
    ),
  ),
  unary('packagesFromDirectoryRecursive', (args, site) => packagesFromDirectory(builtins, args, site)),
  unary('haskellPathsInDir', (folder, site) =>
    withPath(folder, site, (path) =>
      withFolder(builtins, path, site, (entries) =>
        attrs(
          entries
            .filter(([name]) => isTrue(builtins('pathExists', [new PathValue(`${path}/${name}/${name}.cabal`)], site)))
            .map(([name]) => [name, alike(folder, `${path}/${name}`)]),
        ),
      ),
    ),
  ),
  unary('resolveDefaultNix', (path, site) =>
    withPath(path, site, (text) =>
      decide(
        kindIs(builtins, 'directory', path, site),
        () => alike(path, `${text}/default.nix`),
        () => (text.endsWith('/') ? string(`${text}default.nix`) : force(path)),
        site,
      ),
    ),
  ),
];

/** Reading files, in other sets of the library. */
export const readingRows = (
  builtins: CallBuiltin,
): Readonly<Record<'trivial' | 'strings' | 'modules', readonly Row[]>> => {
  const parsed =
    (parser: string) =>
    (path: Slot, site: Site): Value =>
      builtins(parser, [lazily(site, () => builtins('readFile', [path], site))], site);
  const asModule =
    (parser: string) =>
    (path: Slot, site: Site): Value =>
      attrs([
        ['_file', path],
        ['config', lazily(site, () => parsed(parser)(path, site))],
      ]);
  const contents = (path: Slot, site: Site): Value =>
    expectString(builtins('readFile', [path], site), site, ({ text }) => string(text.replace(/\n$/, '')));
  const importApply = (path: Slot, arg: Slot, site: Site): Value =>
    attrs([
      ['_file', path],
      ['imports', list([lazily(site, () => call(builtins('import', [path], site), [arg], site))])],
    ]);
  return {
    trivial: [unary('importJSON', parsed('fromJSON')), unary('importTOML', parsed('fromTOML'))],
    strings: [unary('fileContents', contents)],
    modules: [
      unary('importJSON', asModule('fromJSON')),
      unary('importTOML', asModule('fromTOML')),
      binary('importApply', importApply),
    ],
  };
};
