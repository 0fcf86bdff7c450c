// Who imports a module, and what it imports, as editors show calls.

import type { ImportReport, ModuleImport } from '../analysis/reports/module-imports';
import { groupBy, type NonEmpty } from '../base/group-by';
import { type Span, touches } from '../base/span';
import { l10n } from '../protocol/l10n';

/** A file, or the list of modules in it that makes a host. */
export interface ModuleItem {
  readonly file: string;
  /** null: the file itself. */
  readonly host: string | null;
  readonly name: string;
  /** Where a file counts; where a host is made. */
  readonly detail: string;
  /** The list of a host; of a file its beginning. */
  readonly span: Span;
}

/** `spans`: the elements of the lists that say so, in the file that imports. */
export interface ModuleCall {
  readonly item: ModuleItem;
  readonly spans: readonly Span[];
}

/** What the editor is asked to remember of an item. */
export type ModuleName = Pick<ModuleItem, 'file' | 'host'>;

/**
 * The modules that are imported at a place, several where the path depends on the host; elsewhere the file itself.
 * Nothing where it takes part in no system.
 */
export function moduleItemsAt(reports: readonly ImportReport[], file: string, offset: number): readonly ModuleItem[] {
  const all = importsIn(reports);
  const here = all.filter(({ from, at }) => from === file && at !== undefined && touches(at, offset));
  if (here.length > 0) return [...groupBy(here, ({ to }) => to)].map(([to, seen]) => fileItem(to, seen));
  const folder = reports[0]?.folder;
  return folder === undefined ? [] : [{ ...fileItem(file, all), name: nameOf(file, folder) }];
}

export function importersOf(reports: readonly ImportReport[], { file, host }: ModuleName): readonly ModuleCall[] {
  const into = host === null ? importsIn(reports).filter(({ to }) => to === file) : [];
  return callsBy(
    into,
    (each) => `${each.from}\n${each.isHost ? each.host : ''}`,
    (calls) => (calls[0].isHost ? hostItem(calls[0], calls) : fileItem(calls[0].from, calls)),
  );
}

export function importedBy(reports: readonly ImportReport[], { file, host }: ModuleName): readonly ModuleCall[] {
  const outOf = importsIn(reports).filter(
    (each) => each.from === file && (host === null || (each.isHost && each.host === host)),
  );
  return callsBy(
    outOf,
    ({ to }) => to,
    (calls) => fileItem(calls[0].to, calls),
  );
}

interface SeenImport extends ModuleImport, Pick<ImportReport, 'host' | 'folder'> {}

const importsIn = (reports: readonly ImportReport[]): readonly SeenImport[] =>
  reports.flatMap(({ imports, ...by }) => imports.map((each) => ({ ...by, ...each })));

function callsBy(
  imports: readonly SeenImport[],
  key: (each: SeenImport) => string,
  itemOf: (calls: NonEmpty<SeenImport>) => ModuleItem,
): readonly ModuleCall[] {
  return [...groupBy(imports, key).values()].map((calls) => ({ item: itemOf(calls), spans: spansOf(calls) }));
}

/** Each once, in order: several hosts read the same list. */
function spansOf(calls: readonly SeenImport[]): readonly Span[] {
  const spans = new Map(calls.flatMap(({ at }) => (at === undefined ? [] : [[`${at.start} ${at.end}`, at] as const])));
  return [...spans.values()].sort((a, b) => a.start - b.start);
}

function hostItem({ from, host, folder }: SeenImport, calls: readonly SeenImport[]): ModuleItem {
  const [first = START, last = first] = [spansOf(calls)[0], spansOf(calls).at(-1)];
  const span = { start: first.start, end: last.end };
  return { file: from, host, name: host ?? '', detail: nameOf(from, folder), span };
}

function fileItem(file: string, seen: readonly SeenImport[]): ModuleItem {
  return { file, host: null, name: nameOf(file, seen[0]?.folder ?? ''), detail: detailOf(seen), span: START };
}

const START: Span = { start: 0, end: 0 };

/** As many systems as a line names. */
const MOST = 3;

/** What the base takes in, its specialisations take in as well, and a system's homes are in the system. */
function detailOf(seen: readonly SeenImport[]): string {
  const names = new Set(
    seen
      .filter((each) => !seen.some((other) => isBaseOf(other, each)))
      .map(systemOf)
      .filter((name) => name !== ''),
  );
  return names.size > MOST ? l10n.t('{0} systems', names.size) : [...names].join(', ');
}

const isBaseOf = (a: SeenImport, { host, user, specialisation }: SeenImport): boolean =>
  a.specialisation === null && a.host === host && (a.user === user ? specialisation !== null : a.user === undefined);

/** `laptop/gaming`; without a host only what is special. */
function systemOf({ host, user, specialisation }: SeenImport): string {
  const home = user === undefined ? [] : [l10n.t("{0}'s home", user)];
  if (host === null)
    return [...home, ...(specialisation === null ? [] : [l10n.t('specialisation {0}', specialisation)])].join(', ');
  return [host, ...home, ...(specialisation === null ? [] : [specialisation])].join('/');
}

/** Relative to the folder of the configuration; of what Nix has fetched below the source. */
function nameOf(file: string, folder: string): string {
  const below = folder.endsWith('/') ? folder : `${folder}/`;
  return file.startsWith(below) ? file.slice(below.length) : file.replace(/^\/nix\/store\/[^/]+\//, '');
}
