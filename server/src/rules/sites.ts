// Where an expression stands, and how it is written.
import type { Location } from '../base/span';
import type { Code } from '../eval/code';
import { isMadeUp } from '../eval/paths';
import type { RuleSources } from './rule';

/** The place of an expression; undefined for what stands in no file. */
export function sitePlace(site: Code | undefined): Location | undefined {
  if (site === undefined || site.expr.kind === 'error' || isMadeUp(site.unit.file)) return undefined;
  return { file: site.unit.file, start: site.expr.start, end: site.expr.end };
}

const LONGEST = 60;

/** The words an expression is written in, on one line and not longer than a name of an option. */
export function siteText(site: Code | undefined, sources: RuleSources): string | undefined {
  const place = sitePlace(site);
  const text = place && sources.read(place.file)?.slice(place.start, place.end).replace(/\s+/g, ' ');
  return text === undefined || text.length > LONGEST ? undefined : text;
}
