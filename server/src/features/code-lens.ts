// The lenses above a specialisation: switch to it, rebuild into it, or see everything that can be done with it.
import type { Span } from '../base/span';
import { MORE_COMMAND, RUN_COMMAND, type SpecialisationTarget } from '../protocol/requests';
import type { RunAction, RunSpec } from '../protocol/run';
import { visible } from '../protocol/visible';
import { distinctTargets, type Systems, targetSites } from './targets';

export interface Lens {
  readonly span: Span;
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly (RunSpec | SpecialisationTarget)[];
}

/** Hosts that get lenses of their own; the others are behind "More…". */
const MOST_TARGETS = 3;

/** As much as a title shows of a name. */
const LONGEST_NAME = 60;

/** The lenses of a file, in order of place. */
export function codeLenses(systems: Systems, file: string): readonly Lens[] {
  const places = new Map<number, { readonly span: Span; readonly targets: SpecialisationTarget[] }>();
  for (const { target, site } of targetSites(systems, file)) {
    if (site.location.file !== file) continue;
    const { start, end } = site.location;
    const place = places.get(start) ?? { span: { start, end }, targets: [] };
    place.targets.push(target);
    places.set(start, place);
  }
  return [...places.values()]
    .sort((a, b) => a.span.start - b.span.start)
    .flatMap(({ span, targets }) => lensesAt(span, targets));
}

function lensesAt(span: Span, all: readonly SpecialisationTarget[]): readonly Lens[] {
  const targets = distinctTargets(all);
  const labels = labelsOf(targets);
  const run = (action: RunAction, title: string) => (target: SpecialisationTarget, index: number) => ({
    span,
    title: `${title}${labels[index] ?? ''}`,
    command: RUN_COMMAND,
    arguments: [{ ...target, action }],
  });
  const shown = targets.slice(0, MOST_TARGETS);
  const switches = shown.map(run('switch', 'Switch to this specialisation'));
  const rebuilds = shown.map(run('rebuild', 'Rebuild'));
  return [
    ...shown.flatMap((_, index) => [switches[index], rebuilds[index]].filter((lens) => lens !== undefined)),
    { span, title: 'More…', command: MORE_COMMAND, arguments: targets },
  ];
}

/** What tells the targets of one place apart, as ` (laptop)`; nothing where there is but one. */
function labelsOf(targets: readonly SpecialisationTarget[]): readonly string[] {
  const differ = (property: (target: SpecialisationTarget) => string): boolean =>
    new Set(targets.map(property)).size > 1;
  const byName = differ(({ specialisation }) => specialisation);
  const byHost = differ(hostOf);
  const bySystem = differ(({ system }) => system);
  return targets.map((target) => {
    const parts = [
      ...(byName ? [target.specialisation] : []),
      ...(byHost ? [hostOf(target)] : []),
      ...(bySystem && target.system === 'home-manager' ? ['Home Manager'] : []),
    ];
    return parts.length === 0 ? '' : ` (${parts.map((part) => visible(part, LONGEST_NAME)).join(', ')})`;
  });
}

/** The host as a title names it; classic configurations have none, so their file does. */
function hostOf({ host, root }: SpecialisationTarget): string {
  return host ?? root.path.slice(root.path.lastIndexOf('/') + 1);
}
