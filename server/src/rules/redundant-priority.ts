// redundant-priority: a specialisation repeats what the base system says, or forces where nothing is in the way.

import type { Analysis } from '../analysis/analysis';
import { type Redundant, redundantDefinitions } from '../analysis/checks/redundant';
import { wrapperName } from '../analysis/describe';
import { removeDefinition } from '../edits/remove';
import { wrapValue } from '../edits/wrap';
import { FORCE_PRIORITY } from '../modules/definition';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { distinctNames, inSpecialisations, locationOf, ofSpecialisations, soleName, theBase } from './engine/places';
import { quotedWrapped } from './engine/quotes';
import type { Rule } from './engine/rule';
import { inWords, type Wording } from './engine/wording';
import { PAGE } from './pages/redundant-priority';

export const redundantPriority: Rule = {
  code: 'redundant-priority',
  page: PAGE,
  unanimous: true,
  check: (analysis, sources) =>
    redundantDefinitions(analysis.base)
      // What a file belongs to that no host was seen to use may define more.
      .filter(({ kind }) => kind !== 'idle' || !analysis.entryPoint.fragment)
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
      severity: kind === 'empty' ? 'information' : 'hint',
      ...wordsOf(redundant, names, analysis),
      specialisation: soleName(names),
      option,
      ...(kind === 'idle' ? {} : { tag: 'unnecessary' }),
      related: other === undefined ? [] : [{ ...other, message: l10n.t('{0} sets it here', theBase(analysis)) }],
      fixes: () => fixesOf(redundant, sources),
    }),
  ];
}

function wordsOf({ kind, definition, first, path }: Redundant, names: readonly string[], analysis: Analysis): Wording {
  const option = `\`${dotted(path)}\``;
  const where = inSpecialisations(names);
  switch (kind) {
    case 'repeated':
      return inWords(
        'Changes nothing: {0} sets the same, {1}{2}. {3} has that value {4} without this.',
        theBase(analysis),
        quotedWrapped(definition),
        first && locationOf(first),
        option,
        where,
      );
    case 'empty':
      return inWords(
        'An empty list adds nothing: all that {0} gives stays{1}, in {2} {3}.',
        theBase(analysis),
        first && locationOf(first),
        option,
        ofSpecialisations(names),
      );
    case 'idle':
      return inWords(
        '{0} is not needed: no other definition of {1} is stronger than a default {2}.',
        wrapperName(definition.priority),
        option,
        where,
      );
  }
}

function fixesOf(redundant: Redundant, sources: SourceTexts): readonly (Fix | undefined)[] {
  switch (redundant.kind) {
    case 'repeated':
      return [removeFix(redundant, sources)];
    case 'empty':
      return [emptyFix(redundant, sources), removeFix(redundant, sources)];
    case 'idle':
      return [unwrapFix(redundant, sources)];
  }
}

/** Stronger than the base system's: then nothing is left. */
function emptyFix({ definition, first }: Redundant, sources: SourceTexts): Fix | undefined {
  if ((first?.priority ?? 0) <= FORCE_PRIORITY) return undefined;
  const edits = wrapValue(definition, { kind: 'override', fn: 'mkForce' }, sources);
  return edits && { title: l10n.t('Empty the list with mkForce'), kind: 'rewrite', preferred: false, edits };
}

function removeFix({ kind, definition }: Redundant, sources: SourceTexts): Fix | undefined {
  const place = locationOf(definition);
  const edit = place && removeDefinition(place, sources);
  return (
    edit && {
      title: l10n.t('Remove the definition (nothing changes)'),
      kind: 'remove',
      preferred: kind === 'repeated',
      edits: [edit],
    }
  );
}

function unwrapFix({ definition }: Redundant, sources: SourceTexts): Fix | undefined {
  const edits = wrapValue(definition, { kind: 'plain' }, sources);
  return (
    edits && {
      title: l10n.t('Let the value stand without a wrapper (nothing changes)'),
      kind: 'rewrite',
      preferred: true,
      edits,
    }
  );
}
