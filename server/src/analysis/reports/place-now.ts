// What there is to say of a place, where all that it names stands elsewhere by now.
import type { Location, Span } from '../../base/span';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Analysis } from '../analysis';
import type { NodeNow } from '../module-at';
import type { DifferentDefinition } from './differences';
import type { OptionInSystem } from './option-report';
import { type PlaceReport, placeReport } from './place-report';
import { writtenPlace } from './written-place';

/** Where things stand now. */
export interface Now {
  /** The texts of now. */
  readonly texts: SourceTexts;
  readonly node: NodeNow;
  /** The offset in the text that was analysed. */
  before(file: string, offset: number): number;
  place<T extends Location>(place: T): T;
}

type Place = Now['place'];

/** What an analysis says of a place as the text is now. @param analysed the texts that it was made of */
export function placeNow(
  analysis: Analysis,
  file: string,
  offset: number,
  analysed: SourceTexts,
  now: Now,
): readonly PlaceReport[] {
  const place: Place = (at) => now.place(at);
  const found = placeReport(analysis, file, now.before(file, offset), analysed);
  if (found.length > 0)
    return found.map((report) => ({ ...moved(report, place), span: placed(report.span, file, place) }));
  const written = writtenPlace(analysis, file, offset, now);
  return written === undefined ? [] : [moved(written, place)];
}

function moved(report: PlaceReport, place: Place): PlaceReport {
  const { option, specialisation } = report;
  return {
    ...report,
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
