// What is told of a specialisation: where it is, what it changes, and what it takes to get into it.
import type { OptionDifference } from '../analysis/reports/differences';
import type { SpecialisationReport } from '../analysis/reports/place-report';
import type { MachineState } from '../protocol/machine';
import type { ChangeKind } from '../protocol/tree';
import { delayedOptions } from '../run/warnings/reboot-options';
import { heading, item, type Line, named, type Piece, type RichText, text } from './rich-text';

/** What is known of this machine. */
export type MachineFacts = Pick<MachineState, 'built'>;

/** As many names as one line takes. */
const MOST_NAMES = 5;

/** @param reports one for each host that has the specialisation; at least one. */
export function specialisationLines(reports: readonly SpecialisationReport[], { built }: MachineFacts): RichText {
  const [first] = reports;
  if (first === undefined) return [];
  const { name, kind, inheritParentConfig } = first;
  const hosts = [...new Set(reports.flatMap(({ host }) => host ?? []))];
  const state = built[kind];
  const differences = reports.flatMap((report) => report.differences);
  return [
    heading(
      kind === 'nixos' ? 'Specialisation ' : 'Home Manager specialisation ',
      { code: name },
      ...stateOf(name, state),
    ),
    ...(hosts.length === 0 ? [] : [text(hosts.length === 1 ? 'On ' : 'On hosts ', ...named(hosts, MOST_NAMES))]),
    ...(inheritParentConfig === true
      ? []
      : [text(inheritParentConfig === false ? 'Without the base: `inheritParentConfig` is false' : NOT_DECIDED)]),
    ...changesOf(differences),
    ...rebootOf(differences, state?.reboot[name]),
  ];
}

const NOT_DECIDED = 'Whether it takes in the base is not known';

function stateOf(name: string, state: MachineState['built']['nixos']): readonly Piece[] {
  if (state === null) return [];
  if (state.active === name) return [' · active'];
  return [state.names.includes(name) ? ' · built' : ' · not built'];
}

/** What changes, and how that is called. */
const CHANGES: readonly (readonly [string, readonly ChangeKind[]])[] = [
  ['In conflict: ', ['conflict']],
  ['Overrides ', ['overridden']],
  ['Adds ', ['added']],
  ['Extends ', ['extended']],
  ['Takes away ', ['removed']],
  ['Follows from these: ', ['derived']],
  ['Without effect: ', ['ineffective', 'same']],
];

function changesOf(differences: readonly OptionDifference[]): RichText {
  const of = (kinds: readonly ChangeKind[]): readonly string[] => [
    ...new Set(differences.filter(({ change }) => kinds.includes(change)).map(({ option }) => option)),
  ];
  const rows = CHANGES.flatMap(([title, kinds]): readonly Line[] => {
    const options = of(kinds);
    return options.length === 0 ? [] : [item(title, ...named(options, MOST_NAMES))];
  });
  return rows.length === 0 ? [text('Changes nothing.')] : rows;
}

/** @param built what only a reboot brings, as the built system says; undefined: nothing is known of it. */
function rebootOf(differences: readonly OptionDifference[], built: readonly string[] | undefined): RichText {
  if (built !== undefined && built.length > 0) return [text('Needs a reboot: ', ...named(built, MOST_NAMES))];
  const changed = differences.filter(({ change }) => change !== 'ineffective' && change !== 'same');
  const options = delayedOptions([...new Set(changed.map(({ option }) => option))]);
  const [refused, later] = [options.get('refused') ?? [], options.get('reboot') ?? []];
  return [
    ...(refused.length === 0
      ? []
      : [text('NixOS may refuse to switch to it while running: ', ...named(refused, MOST_NAMES))]),
    ...(later.length === 0 ? [] : [text('Takes full effect after a reboot: ', ...named(later, MOST_NAMES))]),
  ];
}
