// force-drops-values: mkForce on a list, a text or a set drops everything that others put into it.

import type { Analysis } from '../analysis/analysis';
import { type Dropped, droppedValues } from '../analysis/checks/dropped';
import { wrapperName } from '../analysis/describe';
import { mergedAt } from '../analysis/lookup';
import { wrapValue } from '../edits/wrap';
import { force } from '../eval/thunk';
import { type Definition, PLAIN_PRIORITY } from '../modules/definition';
import { filledLists } from '../modules/filled-options';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import {
  byPlace,
  distinctNames,
  inShort,
  inSpecialisations,
  keyPlace,
  locationOf,
  ofTheBase,
  soleName,
  theBase,
  theBases,
} from './engine/places';
import type { Rule } from './engine/rule';
import { inWords } from './engine/wording';
import { PAGE } from './pages/force-drops-values';

export const forceDropsValues: Rule = {
  code: 'force-drops-values',
  page: PAGE,
  unanimous: true,
  check(analysis, sources) {
    const dropped = droppedValues(analysis.base, 'force');
    const own = dropped.flatMap((found) => findingOf(found, analysis, sources));
    const isKnown = (finding: Finding): boolean =>
      own.some(({ file, start }) => file === finding.file && start === finding.start);
    return [...own, ...ofNixos(analysis).filter((finding) => !isKnown(finding))];
  },
};

function findingOf(dropped: Dropped, analysis: Analysis, sources: SourceTexts): readonly Finding[] {
  const { definition, path, what, kind, losers, systems } = dropped;
  const place = locationOf(definition);
  if (place === undefined) return [];
  const names = distinctNames(systems.map(({ name }) => name ?? ''));
  const option = dotted(path);
  const adds =
    kind === 'list' && filledLists(analysis.base.input.kind).includes(option)
      ? l10n.t(", with what NixOS's own modules add")
      : '';
  return [
    finding(place, analysis, {
      code: 'force-drops-values',
      severity: 'information',
      ...inWords(
        'Drops {0} {1}{2} {3}: {4}{5}.',
        inShort(what),
        ofTheBase(analysis),
        losers[0] && locationOf(losers[0]),
        inSpecialisations(names),
        replaces(definition, option),
        adds,
      ),
      specialisation: soleName(names),
      option,
      related: losers.flatMap(({ entry: { origin } }) =>
        origin === undefined
          ? []
          : [{ ...keyPlace(origin), message: l10n.t('{0} gives values here', theBase(analysis)) }],
      ),
      fixes: () => [addFix(dropped, analysis, sources)],
    }),
  ];
}

const replaces = ({ priority }: Definition, option: string): string =>
  l10n.t('{0} replaces `{1}` as a whole', wrapperName(priority), option);

/** Without the force the values come together; of sets some attributes might then conflict. */
function addFix({ kind, definition, losers }: Dropped, analysis: Analysis, sources: SourceTexts): Fix | undefined {
  if (kind === 'set' || losers.some(({ priority }) => priority !== PLAIN_PRIORITY)) return undefined;
  const edits = wrapValue(definition, { kind: 'plain' }, sources);
  const title = l10n.t('Add to {0} values instead', theBases(analysis));
  return edits && { title, kind: 'rewrite', preferred: false, edits };
}

/** Forced lists of which the base system says nothing, but NixOS does. */
function ofNixos(analysis: Analysis): readonly Finding[] {
  const forced = analysis.base.specialised.flatMap((system) =>
    filledLists(system.input.kind).flatMap((option) => {
      const { winners = [] } = mergedAt(system, option.split('.')) ?? {};
      return winners.flatMap((definition) => {
        const value =
          definition.priority < PLAIN_PRIORITY && definition.module.scope === 'specialisation'
            ? force(definition.slot)
            : undefined;
        return value?.kind === 'list' && value.items.length > 0 ? [{ option, definition, system }] : [];
      });
    }),
  );
  return byPlace(forced, ({ definition }) => locationOf(definition)).map(({ place, items }) => {
    const names = distinctNames(items.map(({ system }) => system.name ?? ''));
    const [first] = items;
    return finding(place, analysis, {
      code: 'force-drops-values',
      severity: 'information',
      message: l10n.t(
        "Drops what NixOS's own modules add {0}: {1}.",
        inSpecialisations(names),
        replaces(first.definition, first.option),
      ),
      specialisation: soleName(names),
      option: first.option,
    });
  });
}
