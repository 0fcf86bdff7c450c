// What a whole system adds to what is told of a place: NixOS's own definitions that win, and the value that is made.
import { describePriority } from '../analysis/describe';
import type { DifferentDefinition } from '../analysis/reports/differences';
import type { OptionInSystem } from '../analysis/reports/option-report';
import type { PlaceReport } from '../analysis/reports/place-report';
import { PLAIN_PRIORITY } from '../modules/definition';
import { dotted } from '../syntax/print';
import type { OwnOption, WholeResult } from './whole-results';

/** The report with what is kept of its system; as it is where nothing is. */
export function withOwnDefinitions(report: PlaceReport, whole: WholeResult | undefined): PlaceReport {
  const { option } = report;
  if (whole === undefined || option === undefined || option.user !== null) return report;
  const systems = option.systems.map((system) => {
    const { options = [] } = whole.own.find(({ name }) => name === system.specialisation) ?? {};
    const own = options.find(({ path }) => dotted(path) === option.option);
    return own === undefined ? system : inWhole(system, own);
  });
  return { ...report, option: { ...option, systems } };
}

function inWhole(system: OptionInSystem, { shown, priority, definitions }: OwnOption): OptionInSystem {
  const winning = priority === PLAIN_PRIORITY ? '' : describePriority(priority);
  const users = system.definitions
    .filter(({ scope }) => scope !== 'system')
    .map((each): DifferentDefinition => (each.priority === winning ? each : { ...each, role: 'loses' }));
  const own = definitions.map(
    (each): DifferentDefinition => ({
      location: each.location ?? { file: each.file, start: 0, end: 0 },
      name: undefined,
      scope: 'system',
      priority: winning,
      shown: each.shown,
      role: 'wins',
    }),
  );
  const value = shown === undefined ? {} : { verdict: 'ok' as const, shown, reason: undefined };
  return { ...system, ...value, definitions: [...users, ...own] };
}
