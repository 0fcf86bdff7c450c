// `npm run bench -- --growth`: how the cost of opening a project, and of an edit in it, grows with its size. Prints the
// table of docs/ARCHITECTURE.md, in milliseconds of processor time and in units.
import { parseArgs } from 'node:util';
import type { WorkspaceApi } from '../../server/src/service/api';
import { bigFlake } from '../support/big-flake';
import { workspaceOf } from './workspace';

const { values: options } = parseArgs({ options: { unit: { type: 'string', default: '1' } } });

interface Project {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
  /** The file that is edited. */
  readonly edited: string;
}

const SHARED = '/project/modules/m0.nix';

/** One host with this many specialisations, each with settings of its own. */
function specialised(count: number): Project {
  const { files } = bigFlake({ hosts: 1, modules: 20 });
  const edited = '/project/hosts/host-0/default.nix';
  const more = Array.from(
    { length: count - 2 },
    (_, i) => `  specialisation.s${i}.configuration = { environment.variables.S_${i} = "on"; };\n`,
  );
  const text = (files.get(edited) ?? '').replace(/\}\n$/, `${more.join('')}}\n`);
  return { name: `${count} specialisations`, files: new Map([...files, [edited, text]]), edited };
}

const PROJECTS: readonly Project[] = [
  ...[1, 10, 50, 200].map((hosts) => ({
    name: `${hosts} hosts of 10 modules`,
    files: bigFlake({ hosts, modules: 20 }).files,
    edited: SHARED,
  })),
  ...[10, 100, 500, 2000].map((modules) => ({
    name: `1 host of ${modules} modules`,
    files: bigFlake({ hosts: 1, modules: 2 * modules }).files,
    edited: SHARED,
  })),
  ...[2, 10, 50].map(specialised),
];

const spent = (): number => process.cpuUsage().user / 1000;

/** What the same kind of edit costs, the middle of several. */
function costOf(workspace: WorkspaceApi, file: string, change: (times: number, text: string) => string): number {
  const times = Array.from({ length: 3 }, (_, i) => {
    const begin = spent();
    const text = workspace.texts.read(file) ?? '';
    const now = change(i, text);
    let start = 0;
    while (start < text.length && text[start] === now[start]) start++;
    let behind = 0;
    while (behind < Math.min(text.length, now.length) - start && text.at(-1 - behind) === now.at(-1 - behind)) behind++;
    workspace.edit(file, now, [{ start, end: text.length - behind, newText: now.slice(start, now.length - behind) }]);
    workspace.snapshot();
    return spent() - begin;
  });
  return times.toSorted((a, b) => a - b)[1] ?? 0;
}

async function main(): Promise<void> {
  const shown = (value: number): string =>
    `${value.toFixed(value < 10 ? 1 : 0)} (${(value / Number(options.unit)).toFixed(1)})`;
  console.log('| project | opened | an edit that changes what others read | one that nobody reads | white space |');
  console.log('|---|---|---|---|---|');
  // What the first of all evaluations makes for the rest.
  await measure(specialised(2));
  for (const project of PROJECTS)
    console.log(`| ${[project.name, ...(await measure(project)).map(shown)].join(' | ')} |`);
}

async function measure({ files, edited }: Project): Promise<readonly number[]> {
  const begin = spent();
  const workspace = await workspaceOf(files);
  workspace.open(edited, files.get(edited) ?? '');
  workspace.snapshot();
  const opened = spent() - begin;
  const name = costOf(workspace, edited, (i, text) =>
    text.replace(/environment\.(sessionVariables\.)?\w+/, `environment.other${i}`),
  );
  const unread = costOf(workspace, edited, (_, text) => text.replace(/= "(value|UTC)/, '= "$1x'));
  const space = costOf(workspace, edited, (_, text) => text.replace('\n', '\n\n'));
  workspace.dispose();
  return [opened, name, unread, space];
}

void main();
