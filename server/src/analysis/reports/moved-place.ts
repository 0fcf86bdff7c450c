// What there is to say of a place, where all that it names stands elsewhere by now.
import type { Location, Span } from '../../base/span';
import type { DifferentDefinition } from './differences';
import type { OptionInSystem } from './option-report';
import type { PlaceReport } from './place-report';

/** Where a place is now. */
export type Place = <T extends Location>(place: T) => T;

/** @param file the one that the report is about */
export function movedPlace(report: PlaceReport, file: string, place: Place): PlaceReport {
  const { span, option, specialisation } = report;
  return {
    ...report,
    span: placed(span, file, place),
    option: option && {
      ...option,
      declared: option.declared.map((each) => ('line' in each ? each : place(each))),
      systems: option.systems.map((system) => movedSystem(system, place)),
    },
    specialisation: specialisation && { ...specialisation, sites: specialisation.sites.map(place) },
  };
}

function movedSystem(system: OptionInSystem, place: Place): OptionInSystem {
  const { reason, definitions } = system;
  return {
    ...system,
    reason: reason && { ...reason, at: reason.at && place(reason.at) },
    definitions: movedDefinitions(definitions, place),
  };
}

function movedDefinitions(definitions: readonly DifferentDefinition[], place: Place): readonly DifferentDefinition[] {
  return definitions.map((definition) => {
    const { location, name } = definition;
    return {
      ...definition,
      location: location && place(location),
      name: location && name && placed(name, location.file, place),
    };
  });
}

function placed({ start, end }: Span, file: string, place: Place): Span {
  const now = place({ file, start, end });
  return { start: now.start, end: now.end };
}
