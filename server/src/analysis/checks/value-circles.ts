// Values that need themselves, beside options: names of a `let` or a `rec` set that an option's value is made from.
import type { ErrorValue } from '../../eval/values';
import { type CircleStep, circleAround } from '../../lexical/binding-circle';
import { EndlessRecursion } from '../../modules/question';
import type { System } from '../../modules/system';
import type { SourceTexts } from '../../syntax/source-texts';
import { type Broken, brokenIn, sitePlace } from './broken';
import { refreshed } from './recursion';

export interface ValueCircle extends Broken {
  readonly file: string;
  readonly steps: readonly CircleStep[];
}

/**
 * What the evaluation cannot end is told where the text has the circle, too, and where the option fails the same way
 * in a system that nobody has asked anything else.
 */
export function valueCirclesIn(system: System, sources: SourceTexts): readonly ValueCircle[] {
  return brokenIn(system).flatMap((broken) => {
    const place = isCircle(broken.error) ? sitePlace(broken.error.site) : undefined;
    const tree = place && sources.parse(place.file);
    const steps = place && tree && circleAround(place, tree);
    if (place === undefined || steps === undefined || !failsAlone(broken)) return [];
    return [{ ...broken, file: place.file, steps }];
  });
}

const isCircle = (error: ErrorValue): boolean =>
  error.code === 'infinite-recursion' && !(error instanceof EndlessRecursion);

function failsAlone({ system, path }: Broken): boolean {
  const failure = path && refreshed(system)?.evaluation.failure(path);
  return path === undefined || (failure !== undefined && isCircle(failure));
}
