// redundant-priority: a specialisation repeats what the base system says, or forces where nothing is in the way.

import type { Analysis } from '../analysis/analysis';
import { type Redundant, redundantDefinitions } from '../analysis/checks/redundant';
import { describePriority, describeValue } from '../analysis/describe';
import { removeDefinition } from '../edits/remove';
import { wrapValue } from '../edits/wrap';
import { force } from '../eval/thunk';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { distinctNames, locationOf, soleName, theSpecialisations } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/redundant-priority';

export const redundantPriority: Rule = {
  code: 'redundant-priority',
  page: PAGE,
  unanimous: true,
  check: (analysis, sources) =>
    redundantDefinitions(analysis.base)
      // What a file belongs to that no host was seen to use may define more.
      .filter(({ kind }) => kind === 'repeated' || !analysis.entryPoint.fragment)
      .flatMap((redundant) => findingOf(redundant, analysis, sources)),
};

function findingOf(redundant: Redundant, analysis: Analysis, sources: SourceTexts): readonly Finding[] {
  const { kind, definition, first, path, systems } = redundant;
  const place = locationOf(definition);
  if (place === undefined) return [];
  const names = distinctNames(systems.map(({ name }) => name ?? ''));
  const other = first && locationOf(first);
  const option = dotted(path);
  return [
    finding(place, analysis, {
      code: 'redundant-priority',
      severity: 'hint',
      message:
        kind === 'repeated'
          ? `The base system sets \`${option}\` to ${describeValue(force(definition.slot))} already (${describePriority(definition.priority)}): ${theSpecialisations(names)} ${names.length === 1 ? 'has' : 'have'} it without this.`
          : `No other definition of \`${option}\` is stronger than a default, so a plain value would do in ${theSpecialisations(names)} (here: ${describePriority(definition.priority)}).`,
      specialisation: soleName(names),
      option,
      ...(kind === 'repeated' ? { tag: 'unnecessary' } : {}),
      related: other === undefined ? [] : [{ ...other, message: 'the base system sets it here' }],
      fixes: () => [kind === 'repeated' ? removeFix(redundant, sources) : unwrapFix(redundant, sources)],
    }),
  ];
}

function removeFix({ definition }: Redundant, sources: SourceTexts): Fix | undefined {
  const place = locationOf(definition);
  const edit = place && removeDefinition(place, sources);
  return edit && { title: 'Remove the definition (nothing changes)', kind: 'remove', preferred: true, edits: [edit] };
}

function unwrapFix({ definition }: Redundant, sources: SourceTexts): Fix | undefined {
  const edits = wrapValue(definition, { kind: 'plain' }, sources);
  return (
    edits && {
      title: 'Let the value stand without a wrapper (nothing changes)',
      kind: 'rewrite',
      preferred: true,
      edits,
    }
  );
}
