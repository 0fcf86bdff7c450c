// The options of a release as one text, in the form of the bundled tables (options/option-table.ts), with all that is
// known of each in further columns, and back.
import { type Declared, placesCell, placesIn } from '../options/declared';
import { joinPath, placeholder } from '../options/option-path';
import { plainText } from '../options/option-table';
import type { ReleaseOption } from './release-option';

/** A row as it is printed and told: everything but how the definitions merge, which the table knows by its type. */
export interface ReleaseRow {
  readonly path: string;
  /** As the release writes it. */
  readonly name: string;
  readonly type: string | null;
  /** How its definitions merge, as JSON. */
  readonly merge: string;
  readonly default: string | undefined;
  readonly description: string | undefined;
  readonly readOnly: boolean;
  readonly internal: boolean;
  readonly visible: boolean;
  readonly declarations: readonly Declared[];
  readonly renamedTo: string | undefined;
  readonly removed: string | undefined;
}

/**
 * The table of options.
 * @param title whose options they are, as in "removed from NixOS".
 * @param root the folder that declarations are told from.
 */
export function releaseTable(title: string, root: string, options: Iterable<ReleaseOption>): string {
  const types = new Map<string, number>();
  const rows = new Map<string, string>();
  const renames: string[] = [];
  const removals: string[] = [];
  for (const option of options) {
    const path = joinPath(option.loc.map(placeholder));
    if (rows.has(path)) continue;
    const type = cells(option.type ?? '', JSON.stringify(option.merge));
    const number = types.get(type) ?? types.size;
    types.set(type, number);
    rows.set(path, rowOf(path, number, option, root));
    if (option.renamedTo !== undefined) renames.push(cells(path, option.renamedTo));
    else if (option.removed !== undefined) removals.push(cells(path, '', option.removed));
  }
  const parts = [[title, ...types.keys()], [...rows.values()].sort(), renames.sort(), removals.sort()];
  return parts.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n');
}

function rowOf(path: string, type: number, option: ReleaseOption, root: string): string {
  const flags = [option.readOnly ? 'r' : '', option.internal ? 'i' : '', option.visible ? '' : 'h'].join('');
  const below = (file: string): string => (file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file);
  return cells(
    path,
    type.toString(36),
    option.literal ?? '',
    flags,
    placesCell(option.declarations, below),
    option.default === option.literal ? '' : (option.default ?? ''),
    option.name === path ? '' : option.name,
    option.description ?? '',
  );
}

/** Cells as one line. */
function cells(...texts: readonly string[]): string {
  return texts.map(escaped).join('\t').trimEnd();
}

const escaped = (text: string): string =>
  /[\\\t\n\r]/.test(text)
    ? text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : text;

/** The rows of a table that `releaseTable` has made, of options whose names are wanted, in the order of their paths. */
export function releaseRows(table: string, isWanted: (name: string) => boolean = () => true): readonly ReleaseRow[] {
  const [head = '', options = '', renames = '', removals = ''] = `${table}\n`.split(/^\n/m);
  const types = linesOf(head)
    .slice(1)
    .map((line) => line.split('\t').map(plainText));
  const renamed = new Map(linesOf(renames).map((line) => line.split('\t') as [string, string]));
  const removed = new Map(linesOf(removals).map((line) => [line.split('\t')[0], plainText(line.split('\t')[2] ?? '')]));
  return linesOf(options).flatMap((line) => {
    const columns = line.split('\t');
    if (!isWanted(plainText(columns[NAME] || columns[0] || ''))) return [];
    const [path = '', type = '', literal = '', flags = '', places = '', text = '', name = '', about = ''] =
      columns.map(plainText);
    const [description = '', merge = description] = types[Number.parseInt(type, 36)] ?? [];
    const row = {
      path,
      name: name || path,
      type: description === '' ? null : description,
      merge,
      default: text || literal || undefined,
      description: about || undefined,
      readOnly: flags.includes('r'),
      internal: flags.includes('i'),
      visible: !flags.includes('h'),
      declarations: placesIn(places),
      renamedTo: renamed.get(path),
      removed: removed.get(path),
    };
    return [row];
  });
}

/** The column that has the name where it is not the path. */
const NAME = 6;

const linesOf = (part: string): readonly string[] => part.split('\n').filter((line) => line !== '');
