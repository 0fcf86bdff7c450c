// Deleting old generations. First Nix shows what it would do; only then, asked again, it does it. Pure.
import { l10n } from '../../protocol/l10n';
import type { Generation } from '../machine/facts';
import { quoted } from '../names';
import { type RunWarning, warning } from '../warnings/warning';
import { noNixos } from './built';
import type { PlanContext } from './context';
import type { Draft } from './draft';
import { elevated } from './elevate';

/** As many generations as are named one by one. */
const NAMED = 12;

/** The commands, or a reason that holds on every machine. */
export function draftGarbage(context: PlanContext): Draft | string {
  const { machine, remote } = context;
  if (remote.targetHost !== undefined) return l10n.t('Garbage of another machine is collected on that machine.');
  const command = ['nix-collect-garbage', '--delete-old'];
  const show = elevated([...command, '--dry-run'], context);
  const collect = elevated(command, context);
  const going = machine.generations.filter(({ isCurrent }) => !isCurrent);
  return {
    steps: [
      { argv: show.argv, needsRoot: true, effect: 'read-only', tool: 'garbage' },
      {
        argv: collect.argv,
        needsRoot: true,
        tool: 'garbage',
        question: going.length === 0 ? l10n.t('Delete what is no longer used for good?') : counted(going.length),
      },
    ],
    explanation: l10n.t(
      'Shows what would go, and asks once more. Then it deletes all generations of all profiles but the current ones, with their specialisations, and everything in the Nix store that nothing else needs. Entries of the boot menu go with the next rebuild.',
    ),
    warnings: warnings(context, going),
    uses: ['elevate'],
    missing: noNixos(machine) ?? collect.missing,
  };
}

const counted = (count: number): string =>
  count === 1
    ? l10n.t('Delete 1 generation with its specialisations for good?')
    : l10n.t('Delete {0} generations with their specialisations for good?', count);

function warnings({ machine }: PlanContext, going: readonly Generation[]): readonly RunWarning[] {
  const { runningSystem, bootedSystem } = machine;
  const holds = (path: string | undefined): Generation | undefined =>
    going.find((one) => one.path === path || [...one.specialisations.values()].some((part) => part === path));
  const running = holds(runningSystem);
  const booted = holds(bootedSystem);
  return [
    ...(going.length === 0 ? [] : [warning('deletes', l10n.t('These go: {0}.', listed(going)))]),
    ...(running === undefined
      ? []
      : [
          warning(
            'deletes',
            l10n.t('Generation {0}, which runs now, goes as well: it stays until the next boot.', running.number),
          ),
        ]),
    ...(booted === undefined || booted === running
      ? []
      : [
          warning(
            'deletes',
            l10n.t('Generation {0}, which was booted, goes as well: there is no way back to it.', booted.number),
          ),
        ]),
  ];
}

function listed(going: readonly Generation[]): string {
  const named = going.slice(0, NAMED).map(described);
  return [...named, ...(going.length > NAMED ? [l10n.t('{0} more', going.length - NAMED)] : [])].join('; ');
}

function described({ profile, number, date, specialisations }: Generation): string {
  const names = [...specialisations.keys()];
  const made = date === undefined ? '' : ` (${date.toISOString().slice(0, 10)})`;
  const one =
    profile === 'system'
      ? l10n.t('generation {0}', `${number}${made}`)
      : l10n.t('generation {0} of {1}', number, `${quoted(profile)}${made}`);
  if (names.length === 0) return one;
  const shown = names.length > 4 ? l10n.t('{0} specialisations', names.length) : names.map(quoted).join(', ');
  return l10n.t('{0} with {1}', one, shown);
}
