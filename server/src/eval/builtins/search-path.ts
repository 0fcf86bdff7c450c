// builtins.findFile: `<a/b>` in a list of folders with prefixes.

import { joinPath } from '../paths';
import { expectList, expectString } from '../primop';
import { selectAttr } from '../select';
import type { Site } from '../site';
import { force } from '../thunk';
import { doubt } from '../unknowns';
import { EMPTY_STRING, type ErrorValue, fail, type Slot, type UnknownValue, unknown, type Value } from '../values';

/** What is left of `name` behind a prefix; undefined where the prefix does not fit. */
function behind(prefix: string, name: string): string | undefined {
  if (prefix === '') return `/${name}`;
  if (name === prefix) return '';
  return name.startsWith(`${prefix}/`) ? name.slice(prefix.length) : undefined;
}

/** An entry's prefix and folder; else why they are not to be had. */
function readEntry(
  slot: Slot,
  site: Site,
): { readonly prefix: string; readonly folder: string } | ErrorValue | UnknownValue {
  const entry = force(slot);
  const prefix =
    entry.kind === 'attrs' && entry.get('prefix') === undefined ? EMPTY_STRING : selectAttr(entry, 'prefix', site);
  const folder = selectAttr(entry, 'path', site);
  if (prefix.kind === 'string' && folder.kind === 'path') return { prefix: prefix.text, folder: folder.path };
  if (prefix.kind === 'string' && folder.kind === 'string') return { prefix: prefix.text, folder: folder.text };
  const failed = [prefix, folder].find((value) => value.kind === 'error');
  return (
    doubt(prefix, site) ??
    doubt(folder, site) ??
    (failed as ErrorValue | undefined) ??
    fail('type', 'no entry of a search path', site)
  );
}

/** @param exists true or false where that can be told. */
export function findFile(
  searchPath: Slot,
  wanted: Slot,
  exists: (path: string) => boolean | undefined,
  site: Site,
): Value {
  const find = (items: readonly Slot[], name: string): Value | undefined => {
    for (const item of items) {
      const entry = readEntry(item, site);
      if ('kind' in entry) return entry;
      const rest = behind(entry.prefix, name);
      if (rest === undefined) continue;
      const found = entry.folder.startsWith('/') ? exists(entry.folder + rest) : undefined;
      if (found !== false)
        return found ? joinPath('/', entry.folder + rest) : unknown('search-path', `<${name}>`, site);
    }
    return undefined;
  };
  return expectString(wanted, site, ({ text: name }) =>
    expectList(searchPath, site, ({ items, open }) => find(items, name) ?? open ?? notFound(name, site)),
  );
}

/** Nix itself brings a few files below `nix/`. */
const notFound = (name: string, site: Site): Value =>
  name.startsWith('nix/')
    ? unknown('search-path', `<${name}>`, site)
    : fail('throw', `file '${name}' was not found in the Nix search path`, site);
