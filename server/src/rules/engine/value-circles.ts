// Findings about names of a `let` or a `rec` set that need themselves: each name of the circle, with the way.

import type { Analysis } from '../../analysis/analysis';
import { type ValueCircle, valueCirclesIn } from '../../analysis/checks/value-circles';
import type { NonEmpty } from '../../base/group-by';
import type { CircleStep } from '../../lexical/binding-circle';
import { l10n } from '../../protocol/l10n';
import { dotted } from '../../syntax/print';
import type { SourceTexts } from '../../syntax/source-texts';
import { type Finding, finding } from './finding';
import { byPlace, soleSpecialisation } from './places';

interface Turn extends ValueCircle {
  /** The circle from this name on. */
  readonly way: NonEmpty<CircleStep>;
}

export const valueCircleFindings = (code: string, analysis: Analysis, sources: SourceTexts): readonly Finding[] =>
  byPlace(
    analysis.systems.flatMap((system) => valueCirclesIn(system, sources)).flatMap(turnsOf),
    ({ file, way: [{ key }] }) => ({ file, start: key.start, end: key.end }),
  ).map(({ place, items }) => {
    const [{ way, file }] = items;
    const options = new Set(items.flatMap(({ path }) => (path === undefined ? [] : [dotted(path)])));
    const [option, ...others] = options;
    const isSure = items.some(({ proof, declared }) => proof === 'certain' && !declared);
    return finding(place, analysis, {
      code,
      severity: isSure && !analysis.entryPoint.fragment ? 'error' : 'warning',
      message: messageOf(way, option, others.length),
      specialisation: soleSpecialisation(items),
      ...(option === undefined || others.length > 0 ? {} : { option }),
      related: way.map(({ name, read: { start, end } }, i) => ({
        file,
        start,
        end,
        message: l10n.t('{0} reads {1} here', `\`${name}\``, `\`${(way[i + 1] ?? way[0]).name}\``),
      })),
    });
  });

function turnsOf(circle: ValueCircle): readonly Turn[] {
  const { steps } = circle;
  return steps.map((step, i) => ({ ...circle, way: [step, ...steps.slice(i + 1), ...steps.slice(0, i)] }));
}

function messageOf(way: NonEmpty<CircleStep>, option: string | undefined, more: number): string {
  const recursion = l10n.t('Infinite recursion: {0}.', circleOf(way.map(({ name }) => `\`${name}\``)));
  if (option === undefined) return recursion;
  return more === 0
    ? l10n.t('{0} `{1}` has no value then.', recursion, option)
    : l10n.t('{0} `{1}` and {2} more have no value then.', recursion, option, more);
}

/** `a needs b, which needs a again`. @param way each of the circle once */
export function circleOf([first = '', ...others]: readonly string[]): string {
  const [second, ...further] = others;
  if (second === undefined) return l10n.t('{0} needs its own value', first);
  const way = further.reduce(
    (before, next) => l10n.t('{0}, which needs {1}', before, next),
    l10n.t('{0} needs {1}', first, second),
  );
  return l10n.t('{0}, which needs {1} again', way, first);
}
