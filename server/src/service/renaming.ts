// A specialisation under another name, wherever it is named: in all systems that have it, and in scripts and tasks
// beside them.

import { atOffset } from '../analysis/at-offset';
import type { SystemName } from '../analysis/reports/differences';
import { specialisationAt } from '../analysis/reports/place-report';
import type { SystemSummary } from '../analysis/reports/summary';
import { sitesOf } from '../analysis/specialisation-sites';
import type { Location } from '../base/span';
import { isSomeones } from '../eval/store';
import { editsBeside, joined, mayName, refusal } from '../features/rename';
import { editsInConfiguration, type RenameEdits } from '../features/rename/in-configuration';
import { l10n } from '../protocol/l10n';
import { answerOf, type WorkspaceApi } from './api';
import { folderBuilt } from './facts';

type Asked = Pick<WorkspaceApi, 'ask' | 'results'>;

/** Where files beside a configuration are looked for, and read. */
export interface FilesBeside {
  list(folder: string): readonly string[] | undefined;
  read(path: string): string | undefined;
}

export interface RenameRequest {
  readonly file: string;
  /** UTF-16. */
  readonly offset: number;
  readonly to: string;
}

/** The edits, or why there are none; undefined where no specialisation is named at the place. */
export type Renaming = RenameEdits | { readonly refused: string } | undefined;

export function renamingOf(workspace: Asked, { file, offset, to }: RenameRequest, files: FilesBeside): Renaming {
  const named = answerOf(
    workspace.ask({ file }, (analysis, texts) => {
      const at = atOffset(analysis, file, offset, texts);
      const entry = at && specialisationAt(analysis, at)?.entry;
      return entry === undefined ? [] : [{ name: entry.name, sites: sitesOf(entry.merged).map(placeKey) }];
    }),
  );
  const [first] = named;
  if (first === undefined) return undefined;
  const { name } = first;
  const systems = systemsWith(name, new Set(named.flatMap(({ sites }) => sites)), workspace);
  const taken = systems.flatMap(({ specialisations }) => specialisations.map((each) => each.name));
  const refused = to === name ? undefined : refusal(to, taken);
  if (refused !== undefined) return { refused };
  const found = systems.flatMap((system) => editsIn(system, name, to, workspace));
  if (found.some((edits) => edits === undefined))
    return { refused: l10n.t('The name `{0}` is computed, not written.', name) };
  const edits = found.filter((each) => each !== undefined);
  if (edits.some(({ sure }) => sure.some((edit) => !isSomeones(edit.file))))
    return { refused: l10n.t('The name `{0}` is written in an input.', name) };
  const beside = besideOf(systems, files).flatMap(({ path, text }) => editsBeside(path, text, name, to));
  return joined([...edits, { sure: [], unsure: beside }]);
}

const placeKey = ({ location: { file, start } }: { readonly location: Location }): string => `${file}\n${start}`;

/** All systems that have a specialisation of this name from one of the places, or from a place that one of them has. */
function systemsWith(name: string, places: ReadonlySet<string>, { results }: Asked): readonly SystemSummary[] {
  const all = results.taken.flatMap(({ result }) => result?.systems ?? []);
  const sitesIn = ({ specialisations }: SystemSummary): readonly string[] =>
    specialisations.filter((each) => each.name === name).flatMap(({ sites }) => sites.map(placeKey));
  const known = new Set(places);
  for (let size = 0; size !== known.size; ) {
    size = known.size;
    for (const sites of all.map(sitesIn))
      if (sites.some((site) => known.has(site))) for (const site of sites) known.add(site);
  }
  return all.filter((system) => sitesIn(system).some((site) => known.has(site)));
}

function editsIn(
  { kind, host, entry, inside }: SystemSummary,
  name: string,
  to: string,
  workspace: Asked,
): readonly (RenameEdits | undefined)[] {
  const system: SystemName = { kind, host, entry, inside, specialisation: null };
  return answerOf(workspace.ask({ system }, (analysis, texts) => [editsInConfiguration(analysis, name, to, texts)]));
}

/** Below the folder where a configuration begins. */
const FOLDERS = ['', '/scripts', '/bin', '/.vscode'];

function besideOf(
  systems: readonly SystemSummary[],
  { list, read }: FilesBeside,
): readonly { readonly path: string; readonly text: string }[] {
  const roots = new Set(systems.map(({ configRoot }) => folderBuilt(configRoot)));
  const paths = [...roots].flatMap((root) =>
    FOLDERS.flatMap((folder) => (list(root + folder) ?? []).map((name) => `${root}${folder}/${name}`)),
  );
  return paths.filter(mayName).flatMap((path) => {
    const text = read(path);
    return text === undefined ? [] : [{ path, text }];
  });
}
