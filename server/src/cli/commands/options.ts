// `options`: the options of a release of NixOS or Home Manager, read from its source, else those of the bundled table.

import { corePath } from '../../host/reading';
import type { MergeClass } from '../../options/merge-class';
import { mergeWords } from '../../options/merge-words';
import { openTable } from '../../options/option-table';
import { parseTypeDescription } from '../../options/type-description';
import type { Release } from '../../release/read-release';
import type { ReleaseRow } from '../../release/release-table';
import { releaseRows } from '../../release/release-table';
import { type Arguments, type Command, choice, type Environment, textOption, UserError } from '../command';
import { CHOSEN_HELP, CHOSEN_OPTIONS, chosenIn, Releases } from '../release';

/** What `--format json` prints for each. */
interface OptionJson {
  readonly type: string | null;
  readonly merge: string;
  readonly default?: string;
  readonly description?: string;
  readonly readOnly?: true;
  readonly internal?: true;
  readonly visible?: false;
  readonly declarations: readonly string[];
  /** Where modules have it from that do not write it themselves. */
  readonly written?: readonly string[];
  readonly renamedTo?: string;
  readonly removed?: string;
}

export const options: Command = {
  name: 'options',
  usage: 'options [--nixpkgs PATH] [--home-manager PATH] [--prefix a.b] [--format text|json]',
  summary: 'list the options of the NixOS, or the Home Manager, that is used here, with their types',
  optionHelp: [
    ...CHOSEN_HELP,
    '--prefix a.b                    only the option a.b, and those below',
    '--format text|json              how to print them (default: text)',
  ],
  options: { ...CHOSEN_OPTIONS, prefix: { type: 'string' }, format: { type: 'string' } },
  words: { format: ['text', 'json'] },
  async run(args, environment) {
    const format = choice(args, 'format', ['text', 'json'], 'text');
    const prefix = textOption(args, 'prefix');
    const release = await releaseFor(args, environment);
    const rows = releaseRows(release.table, (name) => isAtOrBelow(name, prefix));
    if (format === 'json') {
      const listed = Object.fromEntries(rows.map((row) => [row.name, json(row)]));
      const source = { path: release.path, release: release.release };
      environment.json(JSON.stringify({ version: 1, source, options: listed }, null, 2));
    } else {
      for (const row of rows)
        if (row.visible && !row.internal) environment.out(`${row.name}: ${row.type ?? 'any type'}`);
      environment.err(`nixos-specialisations: ${rows.length} options of ${titleOf(release)}`);
    }
    return rows.length === 0 ? 1 : 0;
  },
};

/** The release that the arguments name, else that of the current folder; the bundled table where there is none. */
async function releaseFor(args: Arguments, environment: Environment): Promise<Release> {
  const chosen = chosenIn(args, environment);
  const kind = chosen.homeManager === undefined ? 'nixos' : 'home-manager';
  const releases = new Releases(chosen, environment);
  const here = corePath('.');
  const { nixpkgs } = releases.locate(here);
  if (nixpkgs === undefined && chosen.homeManager !== undefined)
    throw new UserError('--home-manager needs a nixpkgs: give --nixpkgs PATH');
  await releases.read(here, undefined, [kind]);
  const read = releases.kept(here, undefined)[kind];
  if (read !== undefined) return read;
  if (nixpkgs !== undefined) throw new UserError('nothing is listed');
  const table = environment.installation.readData('nixos-options.txt');
  if (table === undefined) throw new UserError('nixos-options.txt is missing: the program is not installed completely');
  return { path: '', release: openTable(table).release, table, size: 0, files: [] };
}

const titleOf = ({ path, release }: Release): string =>
  path === '' ? `the bundled table, ${release}` : [release, path].filter((word) => word !== '').join(', ');

const isAtOrBelow = (name: string, prefix: string | undefined): boolean =>
  prefix === undefined || name === prefix || name.startsWith(`${prefix}.`);

function json(row: ReleaseRow): OptionJson {
  const written = row.declarations.flatMap(({ line, writtenIn }) =>
    writtenIn === undefined ? [] : [placed(writtenIn, line)],
  );
  return {
    type: row.type,
    merge: mergeWords(classOf(row.merge)),
    ...(row.default !== undefined && { default: row.default }),
    ...(row.description !== undefined && { description: row.description }),
    ...(row.readOnly && { readOnly: true }),
    ...(row.internal && { internal: true }),
    ...(!row.visible && { visible: false }),
    declarations: row.declarations.map(({ file, line, writtenIn }) =>
      writtenIn === undefined ? placed(file, line) : file,
    ),
    ...(written.length > 0 && { written }),
    ...(row.renamedTo !== undefined && { renamedTo: row.renamedTo }),
    ...(row.removed !== undefined && { removed: row.removed }),
  };
}

const placed = (file: string, line: number | undefined): string => (line === undefined ? file : `${file}:${line}`);

/** A read release has the class itself, the bundled table words. */
const classOf = (merge: string): MergeClass =>
  merge.startsWith('{') ? (JSON.parse(merge) as MergeClass) : parseTypeDescription(merge);
