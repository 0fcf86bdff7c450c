// `npm run bench -- --projects FOLDER… [--against DIST]`: how fast the server is with real projects, as an editor with
// one of their files in hand sees it. Prints a table for each project, in milliseconds and in units.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Measures, measured, type WorkedOn } from './project-session';
import { workspaceOf } from './workspace';

const { values: options } = parseArgs({
  options: {
    project: { type: 'string', multiple: true, default: [] },
    against: { type: 'string' },
    unit: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    edits: { type: 'string', default: '12' },
  },
});

/** Every file of a project, but for what is big or hidden. */
function filesIn(folder: string, found = new Map<string, string>()): Map<string, string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stat = name.startsWith('.') ? undefined : statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) filesIn(path, found);
    else if (stat?.isFile() && stat.size < 300_000) found.set(path, readFileSync(path, 'utf8'));
  }
  return found;
}

/** The modules to edit: with a Boolean in them, taken in by most systems, and by fewest. */
async function chosen(files: ReadonlyMap<string, string>): Promise<WorkedOn | undefined> {
  const workspace = await workspaceOf(files);
  const counts = new Map<string, number>();
  const { systems } = workspace.snapshot();
  for (const { files: own } of systems) for (const file of own) counts.set(file, (counts.get(file) ?? 0) + 1);
  workspace.dispose();
  const byCount = [...counts]
    .filter(([file]) => !file.endsWith('/flake.nix') && / = (true|false);/.test(files.get(file) ?? ''))
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const [shared, leaf] = [byCount[0]?.[0], byCount.at(-1)?.[0]];
  const [site] = systems.flatMap(({ specialisations }) => specialisations.flatMap(({ sites }) => sites));
  return shared === undefined || leaf === undefined ? undefined : { files: { shared, leaf }, site };
}

const pick = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
};

const shown = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

function table(ours: Measures, theirs: Measures | undefined, unit: number): void {
  for (const [what, values] of Object.entries(ours)) {
    const [p50, p95] = [pick(values, 0.5), pick(values, 0.95)];
    const isMemory = what === 'memory';
    const own = isMemory ? `${shown(p50)} MB` : `${shown(p50)} / ${shown(p95)} ms = ${shown(p50 / unit)} units`;
    const other = theirs?.[what];
    const ratio = (share: number): string =>
      (pick(values, share) / Math.max(0.01, pick(other ?? [], share))).toFixed(2);
    const beside =
      other === undefined
        ? ''
        : `   before ${shown(pick(other, 0.5))} / ${shown(pick(other, 0.95))}: ${ratio(0.5)} / ${ratio(0.95)} ×`;
    console.log(`  ${what.padEnd(46)}${own}${beside}`);
  }
}

const together = (rounds: readonly Measures[]): Measures => {
  const all: Record<string, number[]> = {};
  for (const round of rounds)
    for (const [what, values] of Object.entries(round)) all[what] = [...(all[what] ?? []), ...values];
  return all;
};

async function main(): Promise<void> {
  const dist = join(process.cwd(), 'dist');
  for (const given of options.project) {
    const folder = resolve(given);
    const on = await chosen(filesIn(folder));
    if (on === undefined) {
      console.log(`${folder}: no system takes in a file with a Boolean`);
      continue;
    }
    const [ours, theirs]: [Measures[], Measures[]] = [[], []];
    for (let round = 0; round < Number(options.rounds); round++) {
      ours.push(await measured(dist, folder, on, Number(options.edits)));
      if (options.against !== undefined)
        theirs.push(await measured(resolve(options.against), folder, on, Number(options.edits)));
    }
    console.log(
      `\n${folder}\n  shared ${on.files.shared.slice(folder.length + 1)}, leaf ${on.files.leaf.slice(folder.length + 1)}; p50 / p95`,
    );
    table(together(ours), theirs.length === 0 ? undefined : together(theirs), Number(options.unit));
  }
}

void main();
