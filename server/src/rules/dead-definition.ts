// dead-definition: a specialisation's definition that never counts, because the base system's is stronger or
// because its condition is `false`.

import type { Analysis } from '../analysis/analysis';
import { type DeadDefinition, deadDefinitions } from '../analysis/checks/dead';
import { wrapperName } from '../analysis/describe';
import type { Location } from '../base/span';
import { removeDefinition } from '../edits/remove';
import { type Wrapper, wrapValue } from '../edits/wrap';
import { codeScans } from '../lexical/code-scan';
import { isLibraryCall } from '../lexical/property-call';
import { DEFAULT_PRIORITY, FORCE_PRIORITY, PLAIN_PRIORITY } from '../modules/definition';
import { isSystemDefinition } from '../modules/merge/definitions';
import { l10n } from '../protocol/l10n';
import { stripParens } from '../syntax/ast';
import { lookAt } from '../syntax/literals';
import { bindingsAt } from '../syntax/locate';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { inSpecialisations, isSamePlace, locationOf, soleName, theBase } from './engine/places';
import { quotedWrapped } from './engine/quotes';
import type { Rule } from './engine/rule';
import { inWords, type Wording } from './engine/wording';
import { PAGE } from './pages/dead-definition';

export const deadDefinition: Rule = {
  code: 'dead-definition',
  page: PAGE,
  unanimous: true,
  check: (analysis, sources) => [
    ...deadDefinitions(analysis.base).flatMap((dead) => findingOf(dead, analysis, sources)),
    ...neverDefined(analysis, sources),
  ],
};

/** `mkIf false` written out. A switch in a `let` is meant to be turned. */
function neverDefined(analysis: Analysis, sources: SourceTexts): readonly Finding[] {
  const found: Finding[] = [];
  for (const { file, tree, properties } of codeScans(analysis.files, sources)) {
    for (const call of properties) {
      const condition = call.kind === 'if' && call.parameter !== undefined ? stripParens(call.parameter) : undefined;
      if (condition !== undefined) lookAt(condition);
      if (condition?.kind !== 'variable' || condition.name !== 'false' || !isLibraryCall(call, tree)) continue;
      const { start, end } = call.expr;
      const binding = bindingsAt(tree.root, start).at(-1)?.binding;
      const isWhole = binding?.kind === 'binding' && stripParens(binding.value) === call.expr;
      found.push(
        finding({ file, start, end }, analysis, {
          code: 'dead-definition',
          severity: 'hint',
          message: l10n.t('Never defined: the condition of this `mkIf` is `false`.'),
          tag: 'unnecessary',
          fixes: () => [isWhole ? removeFix({ file, start: binding.start, end: binding.end }, sources) : undefined],
        }),
      );
    }
  }
  return found;
}

function findingOf(dead: DeadDefinition, analysis: Analysis, sources: SourceTexts): readonly Finding[] {
  const { definition, winner, path, systems, isSame } = dead;
  const place = locationOf(definition);
  if (place === undefined) return [];
  const other = locationOf(winner);
  const names = systems.map(({ name }) => name ?? '');
  return [
    finding(place, analysis, {
      code: 'dead-definition',
      severity: isSame ? 'hint' : 'warning',
      ...wordsOf(dead, names, analysis),
      specialisation: soleName(names),
      option: dotted(path),
      tag: 'unnecessary',
      related:
        other === undefined
          ? []
          : [
              {
                ...other,
                ...inWords('{0} sets it to {1}', theBase(analysis), quotedWrapped(winner)),
              },
            ],
      fixes: () => [winFix(dead, sources), removeFix(place, sources)],
    }),
  ];
}

function wordsOf(
  { definition, winner, path, isSame }: DeadDefinition,
  names: readonly string[],
  analysis: Analysis,
): Wording {
  const isFixed = isSystemDefinition(winner);
  const by = isFixed ? l10n.t('{0} itself', nameOf(analysis)) : theBase(analysis);
  const values = [by, quotedWrapped(winner), isFixed ? undefined : locationOf(winner)];
  const own = definition.priority === PLAIN_PRIORITY ? '' : l10n.t(' than {0} here', wrapperName(definition.priority));
  const where = isFixed ? l10n.t(' in every specialisation') : '';
  const after = [where, own, dotted(path), inSpecialisations(names)];
  return isSame
    ? inWords(
        'Adds nothing: {0} sets the same, {1}{2}{3}, which is stronger{4}. `{5}` is that {6}.',
        ...values,
        ...after,
      )
    : inWords('No effect: {0} sets {1}{2}{3}, which is stronger{4}. `{5}` stays so {6}.', ...values, ...after);
}

const nameOf = ({ base }: Analysis): string => (base.input.kind === 'nixos' ? 'NixOS' : 'Home Manager');

/**
 * The specialisation wins: without its wrapper where a plain value is strong enough, else by a stronger one. What comes
 * together with the base system's gets the same priority, as a stronger one would drop that as a whole; of sets that
 * share attributes, no one of the two is meant.
 */
function winFix({ definition, winner, isSame, together }: DeadDefinition, sources: SourceTexts): Fix | undefined {
  if (isSame || isSystemDefinition(winner) || isSamePlace(definition, winner) || together === 'clashes')
    return undefined;
  const { priority } = winner;
  if (together === 'joins') return joinFix();
  if (priority > PLAIN_PRIORITY)
    return made('rewrite', l10n.t('Let the value stand without a wrapper (the specialisation wins)'), {
      kind: 'plain',
    });
  if (priority > FORCE_PRIORITY)
    return made('mkForce', l10n.t("Use mkForce for the specialisation's value (the specialisation wins)"), {
      kind: 'override',
      fn: 'mkForce',
    });
  const stronger = priority - 10;
  const title = l10n.t("Use mkOverride {0} for the specialisation's value (the base is already forced)", stronger);
  return made('mkOverride', title, { kind: 'override', fn: 'mkOverride', priority: stronger });

  function joinFix(): Fix | undefined {
    if (priority === PLAIN_PRIORITY)
      return made('rewrite', l10n.t("Let the value stand without a wrapper (it is added to the base's)"), {
        kind: 'plain',
      });
    const fn = priority === FORCE_PRIORITY ? 'mkForce' : priority === DEFAULT_PRIORITY ? 'mkDefault' : undefined;
    const wrapper: Wrapper =
      fn === undefined ? { kind: 'override', fn: 'mkOverride', priority } : { kind: 'override', fn };
    return made(
      'rewrite',
      l10n.t("Use {0} for the specialisation's value, too (it is added to the base's)", fn ?? `mkOverride ${priority}`),
      wrapper,
    );
  }

  function made(kind: Fix['kind'], title: string, wrapper: Wrapper): Fix | undefined {
    const edits = wrapValue(definition, wrapper, sources);
    return edits && { title, kind, preferred: false, edits };
  }
}

function removeFix(place: Location | undefined, sources: SourceTexts): Fix | undefined {
  const edit = place && removeDefinition(place, sources);
  const title = l10n.t('Remove the definition (nothing changes)');
  return edit && { title, kind: 'remove', preferred: false, edits: [edit] };
}
