// What is told of a specialisation: where it is, what it changes, and what it takes to get into it.

import type { OptionChange, SpecialisationReport } from '../analysis/reports/place-report';
import { l10n } from '../protocol/l10n';
import type { MachineState } from '../protocol/machine';
import type { ChangeKind } from '../protocol/tree';
import { delayedOptions } from '../run/warnings/reboot-options';
import { heading, item, type Line, named, type Piece, phrase, type RichText, text } from './rich-text';
import type { Systems } from './targets';
import { belongs } from './this-machine';

/** What is known of this machine, and which configurations there are. */
export interface MachineFacts {
  readonly machine: MachineState;
  readonly systems: Systems;
}

/** As many names as one line takes. */
const MOST_NAMES = 5;

/** @param reports one for each host that has the specialisation; at least one. */
export function specialisationLines(reports: readonly SpecialisationReport[], facts: MachineFacts): RichText {
  const [first] = reports;
  if (first === undefined) return [];
  const { name, kind, inheritParentConfig } = first;
  const state = stateHere(reports, kind, facts);
  const changes = reports.flatMap((report) => report.changes);
  return [
    heading(
      ...(kind === 'nixos'
        ? phrase('Specialisation {0}', { code: name })
        : phrase('Home Manager specialisation {0}', { code: name })),
      ...stateOf(name, state),
    ),
    ...whereLines(reports),
    ...(inheritParentConfig === true ? [] : [inheritance(inheritParentConfig === false)]),
    ...changesOf(changes, inheritParentConfig !== false),
    ...rebootOf(changes, state?.reboot[name]),
  ];
}

/** What is built on this machine, where one of them is its own: the lenses say the same. */
function stateHere(
  reports: readonly SpecialisationReport[],
  system: SpecialisationReport['kind'],
  { machine, systems }: MachineFacts,
): MachineState['built']['nixos'] {
  const isHere = ({ host, root }: SpecialisationReport): boolean =>
    belongs({ system, host, root }, systems, machine) === 'here';
  return reports.some(isHere) ? machine.built[system] : null;
}

const inheritance = (isStandalone: boolean): Line =>
  isStandalone
    ? text(...phrase('Without the base: {0} is false', { code: 'inheritParentConfig' }))
    : text(l10n.t('Whether it takes in the base is not known'));

function stateOf(name: string, state: MachineState['built']['nixos']): readonly Piece[] {
  if (state === null) return [];
  if (state.active === name) return [` · ${l10n.t('active')}`];
  return [` · ${state.names.includes(name) ? l10n.t('built') : l10n.t('not built')}`];
}

/** The hosts that have it, and the homes that stand alone. */
function whereLines(reports: readonly SpecialisationReport[]): RichText {
  const namesOf = (some: readonly SpecialisationReport[]): readonly string[] => [
    ...new Set(some.flatMap(({ host }) => host ?? [])),
  ];
  const hosts = namesOf(reports.filter(({ isAlone }) => !isAlone));
  const homes = namesOf(reports.filter(({ isAlone }) => isAlone));
  return [
    ...(hosts.length === 0 ? [] : [text(...onHosts(hosts.length, named(hosts, MOST_NAMES)))]),
    ...(homes.length === 0 ? [] : [text(...inHomes(homes.length, named(homes, MOST_NAMES)))]),
  ];
}

const onHosts = (count: number, names: readonly Piece[]): readonly Piece[] =>
  count === 1 ? phrase('On {0}', names) : phrase('On hosts {0}', names);

const inHomes = (count: number, names: readonly Piece[]): readonly Piece[] =>
  count === 1 ? phrase('In the home {0}', names) : phrase('In the homes {0}', names);

/** What changes, in the order in which it matters. */
const CHANGES: readonly (readonly ChangeKind[])[] = [
  ['conflict'],
  ['overridden'],
  ['added'],
  ['extended'],
  ['removed'],
  ['derived'],
  ['ineffective', 'same'],
];

/** @param inherits a system of its own overrides nothing, and all that it says has an effect */
function changeLine(change: ChangeKind | undefined, options: readonly Piece[], inherits: boolean): readonly Piece[] {
  switch (change) {
    case 'conflict':
      return phrase('In conflict: {0}', options);
    case 'overridden':
      return inherits ? phrase('Overrides {0}', options) : phrase('Otherwise than in the base: {0}', options);
    case 'added':
      return phrase('Adds {0}', options);
    case 'extended':
      return phrase('Extends {0}', options);
    case 'removed':
      return phrase('Takes away {0}', options);
    case 'derived':
      return phrase('Follows from these: {0}', options);
    default:
      return inherits ? phrase('Without effect: {0}', options) : phrase('As in the base: {0}', options);
  }
}

function changesOf(changes: readonly OptionChange[], inherits: boolean): RichText {
  const of = (kinds: readonly ChangeKind[]): readonly string[] => [
    ...new Set(changes.filter(({ change }) => kinds.includes(change)).map(({ option }) => option)),
  ];
  const rows = CHANGES.flatMap((kinds): readonly Line[] => {
    const options = of(kinds);
    return options.length === 0 ? [] : [item(...changeLine(kinds[0], named(options, MOST_NAMES), inherits))];
  });
  return rows.length === 0 ? [text(l10n.t('No change is known'))] : rows;
}

/** @param built what only a reboot brings, as the built system says; undefined: nothing is known of it. */
function rebootOf(changes: readonly OptionChange[], built: readonly string[] | undefined): RichText {
  if (built !== undefined && built.length > 0)
    return [text(...phrase('Needs a reboot: {0}', named(built, MOST_NAMES)))];
  const changed = changes.filter(({ change }) => change !== 'ineffective' && change !== 'same');
  const options = delayedOptions([...new Set(changed.map(({ option }) => option))]);
  const [refused, later] = [options.get('refused') ?? [], options.get('reboot') ?? []];
  return [
    ...(refused.length === 0
      ? []
      : [text(...phrase('NixOS may refuse to switch to it while running: {0}', named(refused, MOST_NAMES)))]),
    ...(later.length === 0 ? [] : [text(...phrase('Takes full effect after a reboot: {0}', named(later, MOST_NAMES)))]),
  ];
}
