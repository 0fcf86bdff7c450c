// What tools see of the configurations of a folder, and how they name what is in it: lines and columns count from 1, as
// people and assistants count them.
import type { SystemSummary } from '../analysis/reports/summary';
import { closest } from '../base/closest';
import type { Location } from '../base/span';
import { visible } from '../protocol/visible';
import type { Snapshot, WorkspaceApi } from '../service/api';
import type { Asked } from '../service/asked';
import type { Note } from '../service/notes';
import { Positions } from '../service/positions';
import { type Input, ToolProblem, textIn } from './input';
import type { Data } from './visible-data';

export interface Seen {
  readonly workspace: Pick<WorkspaceApi, 'advance' | 'snapshot' | 'ask' | 'texts'>;
  /** What a file is called. */
  shown(path: string): string;
  /** What a file is known by in fingerprints. */
  known(path: string): string;
  /** The text of a file, as open or on disk. */
  read(path: string): string | undefined;
  /** What could not be found out of these systems. */
  notes(snapshot: Snapshot): readonly Note[];
}

/** What is made of everything, once all is up to date. */
export const onceComplete = <A>({ workspace }: Seen, made: (snapshot: Snapshot) => A): Asked<A> => ({
  advance: (until) => (workspace.advance(until) ? { answer: made(workspace.snapshot()) } : undefined),
});

/** Where something stands: its file, and where it begins and ends. */
export function placesIn({ read, shown }: Seen): (location: Location) => Data {
  const positions = new Positions(read);
  return (location) => {
    const { start, end } = positions.range(location);
    return {
      file: shown(location.file),
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  };
}

/** Which system it is, as every answer names it. */
export function systemNames(
  { kind, host, entry, inside }: Pick<SystemSummary, 'kind' | 'host' | 'entry' | 'inside'>,
  { shown }: Pick<Seen, 'shown'>,
): Data {
  const user = inside.at(-1);
  return { kind, ...(host !== null && { host }), ...(user !== undefined && { user }), entry: shown(entry) };
}

/** The property of tools that are about some of the systems. */
export const SYSTEM = {
  system: {
    type: 'string',
    description: 'Only this system: its host, or its "entry" file, as list_systems names them. Default: all systems.',
  },
} as const;

/** The systems that are asked for; fails where there is none of that name. */
export function systemsAsked(
  systems: readonly SystemSummary[],
  input: Input,
  seen: Pick<Seen, 'shown'>,
): readonly SystemSummary[] {
  const asked = textIn(input, 'system');
  if (asked === undefined) return systems;
  const chosen = systems.filter(({ host, entry }) => asked === host || isFile(entry, asked, seen));
  if (chosen.length > 0) return chosen;
  throw notThere('system', asked, [...systems.map(({ host, entry }) => host ?? seen.shown(entry))]);
}

/** Whether a file is the one that is asked for: by its name here, or its whole path. */
export const isFile = (path: string, asked: string, { shown }: Pick<Seen, 'shown'>): boolean =>
  path === asked || shown(path) === asked.replace(/^(?:\.\/)+/, '');

/** More names are of no use to whoever mistyped one. */
const MOST_NAMES = 30;

/** Says what there is instead. */
export function notThere(what: string, asked: string, names: readonly string[]): ToolProblem {
  const all = [...new Set(names)].sort();
  const near = closest(asked, all);
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  const list = atMost(all, MOST_NAMES);
  const there = all.length === 0 ? 'there is none' : `there is: ${list.items.join(', ')}${list.leftOut ? ', …' : ''}`;
  return new ToolProblem(visible(`no ${what} is called "${asked}"${hint} (${there})`, 2000));
}

/** The first of them, and how many more there are. */
export function atMost<T>(
  items: readonly T[],
  most: number,
): { readonly items: readonly T[]; readonly leftOut: number } {
  return { items: items.slice(0, most), leftOut: Math.max(0, items.length - most) };
}

/** How many were left out, in an answer; nothing where none was. */
export const leftOutOf = (leftOut: number): Data => (leftOut === 0 ? {} : { leftOut });

const MOST_NOTES = 30;

/** What could not be found out, in an answer: what it says may then lack something. */
export function notesIn(snapshot: Snapshot, seen: Seen): Data {
  const { items, leftOut } = atMost(seen.notes(snapshot), MOST_NOTES);
  if (items.length === 0) return {};
  const notes = items.map(({ message, file }) => ({ message, ...(file !== undefined && { file: seen.shown(file) }) }));
  return { notes, ...(leftOut > 0 && { notesLeftOut: leftOut }) };
}
