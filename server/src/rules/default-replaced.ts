// default-replaced: a plain list, text or set of a specialisation takes the place of the base system's mkDefault as a whole, instead of adding to it.
import type { Analysis } from '../analysis/analysis';
import { describePriority } from '../analysis/describe';
import { type Dropped, droppedValues } from '../analysis/dropped';
import { dotted } from '../analysis/meetings';
import { wrapValue } from './edits/wrap';
import { type FileEdit, type Finding, type Fix, finding } from './finding';
import { PAGE } from './pages/default-replaced';
import { distinctNames, inShort, keyPlace, locationOf, soleName, theSpecialisations } from './places';
import type { Rule, RuleSources } from './rule';

export const defaultReplaced: Rule = {
  code: 'default-replaced',
  page: PAGE,
  unanimous: true,
  check: (analysis, sources) => droppedValues(analysis.base, 'plain').flatMap((dropped) => findingOf(dropped, analysis, sources)),
};

function findingOf(dropped: Dropped, analysis: Analysis, sources: RuleSources): readonly Finding[] {
  const { definition, path, what, losers, systems } = dropped;
  const place = locationOf(definition);
  const [loser] = losers;
  if (place === undefined || loser === undefined) return [];
  const names = distinctNames(systems.map(({ name }) => name ?? ''));
  const option = dotted(path);
  return [
    finding(place, analysis, {
      code: 'default-replaced',
      severity: 'information',
      message: `This replaces what the base system gives \`${option}\`, which is weaker (${describePriority(loser.priority)}), instead of adding to it: ${theSpecialisations(names)} ${names.length === 1 ? 'loses' : 'lose'} ${inShort(what)}.`,
      specialisation: soleName(names),
      option,
      related: losers.flatMap(({ entry: { origin } }) =>
        origin === undefined ? [] : [{ ...keyPlace(origin), message: 'the base system gives values here' }],
      ),
      fixes: () => [addFix(dropped, sources)],
    }),
  ];
}

/** Without their priority the base system's values are added; of sets some attributes might then conflict. */
function addFix({ kind, losers }: Dropped, sources: RuleSources): Fix | undefined {
  const edits: FileEdit[] = [];
  for (const loser of losers) {
    const own = kind === 'set' ? undefined : wrapValue(loser, { kind: 'plain' }, sources);
    if (own === undefined) return undefined;
    edits.push(...own);
  }
  return { title: "Let the base system's values stand without a wrapper (they are added)", kind: 'rewrite', preferred: false, edits };
}
