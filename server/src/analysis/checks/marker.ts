// The file by which `nh` knows which specialisation is running: /etc/specialisation, or Home
// Manager's below XDG_DATA_HOME.
import { force } from '../../eval/thunk';
import type { Definition } from '../../modules/definition';
import type { Merged } from '../../modules/merge/outcome';
import type { System } from '../../modules/system';
import type { SystemKind } from '../../modules/system-options';
import { mergedAt } from '../lookup';

/** The option that holds the file's text. */
export const MARKER_PATH: Readonly<Record<SystemKind, readonly string[]>> = {
  nixos: ['environment', 'etc', 'specialisation', 'text'],
  'home-manager': ['xdg', 'dataFile', 'home-manager/specialisation', 'text'],
};

/** Whether anything is, or may be, said of the file in a system. */
export function mayHaveMarker({ evaluation, input }: System): boolean {
  const [first = '', second = '', name = ''] = MARKER_PATH[input.kind];
  return evaluation.level([first, second]).names.has(name) || evaluation.openings([first, second, name]).length > 0;
}

/**
 * The text of the file with the definitions it comes from; undefined where there is none, or
 * something about it is not known.
 */
export function markerOf(system: System): { readonly merged: Merged; readonly text: string } | undefined {
  const path = MARKER_PATH[system.input.kind];
  const name = path[2] ?? '';
  if (
    !system.evaluation.level(path.slice(0, 2)).names.has(name) ||
    system.evaluation.openings(path.slice(0, 3)).length > 0
  )
    return undefined;
  const entry = mergedAt(system, path.slice(0, 3));
  // A file that is switched off or comes from elsewhere has another text, or none.
  if (
    entry?.outcome.kind !== 'submodule' ||
    [...entry.outcome.evaluation.level([]).names.keys()].some((other) => other !== 'text')
  )
    return undefined;
  const merged = mergedAt(system, path);
  if (merged === undefined || entry.possible.length > 0 || merged.possible.length > 0 || merged.unseen.length > 0)
    return undefined;
  const value =
    merged.outcome.kind === 'ok' && merged.outcome.value !== undefined ? force(merged.outcome.value) : undefined;
  return value?.kind === 'string' ? { merged, text: value.text.trim() } : undefined;
}

/** What one definition alone says. */
export function markerText({ slot }: Definition): string | undefined {
  const value = force(slot);
  return value.kind === 'string' ? value.text.trim() : undefined;
}

/** The specialisations that do not tell `nh` their name, and one that shows that the project uses that. */
export function missedMarkers({ specialised }: System): {
  readonly lacking: readonly System[];
  readonly other: string | undefined;
} {
  const lacking = specialised.filter(hasCertainlyNone);
  const using = lacking.length === 0 ? undefined : specialised.find((each) => markerOf(each)?.text === each.name);
  return { lacking, other: using?.name ?? undefined };
}

/** Modules from other projects are taken to leave the file alone: it holds a name of this one. */
function hasCertainlyNone(specialisation: System): boolean {
  const { entry, evaluation } = specialisation;
  const isRead = evaluation.collection.opaque.every(
    ({ scope, reason }) => scope === 'base' && reason.code === 'opaque',
  );
  // A second declaration of `specialisation` may bring the file to each.
  return (
    entry !== undefined &&
    entry.doubt === undefined &&
    entry.evaluation.input.closed &&
    isRead &&
    !mayHaveMarker(specialisation)
  );
}
