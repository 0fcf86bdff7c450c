// How an expression is written.

import { sitePlace } from '../../analysis/checks/broken';
import type { Site } from '../../eval/site';
import type { SourceTexts } from '../../syntax/source-texts';

const LONGEST = 60;

/** The words an expression is written in, on one line and not longer than a name of an option. */
export function siteText(site: Site | undefined, sources: SourceTexts): string | undefined {
  const place = sitePlace(site);
  const text = place && sources.read(place.file)?.slice(place.start, place.end).replace(/\s+/g, ' ');
  return text === undefined || text.length > LONGEST ? undefined : text;
}
