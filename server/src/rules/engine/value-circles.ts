// Findings about names of a `let` or a `rec` set that need themselves: each name of the circle, with the way.
import type { Analysis } from '../../analysis/analysis';
import { type ValueCircle, valueCirclesIn } from '../../analysis/checks/value-circles';
import type { NonEmpty } from '../../base/group-by';
import type { CircleStep } from '../../lexical/binding-circle';
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
        message: `\`${name}\` reads \`${(way[i + 1] ?? way[0]).name}\` here`,
      })),
    });
  });

function turnsOf(circle: ValueCircle): readonly Turn[] {
  const { steps } = circle;
  return steps.map((step, i) => ({ ...circle, way: [step, ...steps.slice(i + 1), ...steps.slice(0, i)] }));
}

function messageOf([{ name }, ...others]: NonEmpty<CircleStep>, option: string | undefined, more: number): string {
  const next = others.map((step) => `, which needs \`${step.name}\``).join('');
  const way = others.length === 0 ? 'itself' : `${next.replace(/^, which needs /, '')}, which needs \`${name}\` again`;
  const reader =
    option === undefined ? '' : ` \`${option}\`${more === 0 ? ' has' : ` and ${more} more have`} no value then.`;
  return `Infinite recursion: \`${name}\` needs ${way}.${reader}`;
}
