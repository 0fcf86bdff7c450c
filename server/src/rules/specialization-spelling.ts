// specialization-spelling: NixOS has no option `specialization`; Home Manager has it as an old name.

import type { Analysis } from '../analysis/analysis';
import type { NonEmpty } from '../base/group-by';
import { renameAttribute } from '../edits/names';
import { force } from '../eval/thunk';
import type { Origin } from '../eval/values';
import type { System } from '../modules/system';
import { l10n } from '../protocol/l10n';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, finding, type Severity } from './engine/finding';
import { byPlace, namePlace, soleName } from './engine/places';
import { reasonText } from './engine/reason-words';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/specialization-spelling';

const CODE = 'specialization-spelling';
const AMERICAN = 'specialization';
const BRITISH = 'specialisation';

interface Spelling {
  readonly system: System;
  readonly origin: Origin;
  /** Whether the definition takes part for sure. */
  readonly sure: boolean;
}

export const specializationSpelling: Rule = {
  code: CODE,
  page: PAGE,
  check: (analysis, sources) => {
    const spellings = analysis.systems.flatMap(spellingsIn);
    return byPlace(spellings, ({ origin }) => namePlace(origin)).map(({ items }) =>
      findingAt(items, analysis, sources),
    );
  },
};

function spellingsIn(system: System): readonly Spelling[] {
  const { evaluation, entry } = system;
  const raws = evaluation.level([]).names.get(AMERICAN);
  if (raws === undefined || isDeclared(system)) return [];
  return raws.flatMap(({ module, entry: { origin }, wrappers }) => {
    // Definitions of the base are looked at there.
    if (origin === undefined || (entry !== undefined && module.scope === 'base')) return [];
    const sure =
      entry?.doubt === undefined && module.doubt === undefined && wrappers.every(({ kind }) => kind !== 'doubt');
    return [{ system, origin, sure }];
  });
}

/** Whether the configuration declares an option of that name itself, or takes any attribute for one. */
function isDeclared({ evaluation: { collection } }: System): boolean {
  const declares = collection.modules.some(({ options }) => {
    const declared = options === undefined ? undefined : force(options.slot);
    return (
      declared !== undefined &&
      (declared.kind !== 'attrs' || declared.open !== undefined || declared.entries.has(AMERICAN))
    );
  });
  return (
    declares ||
    collection.freeform.length > 0 ||
    collection.renames.some(({ from }) => from.some(([first]) => first === AMERICAN))
  );
}

function findingAt(spellings: NonEmpty<Spelling>, analysis: Analysis, sources: SourceTexts): Finding {
  const [{ origin, system }] = spellings;
  const { severity, consequence } = verdict(spellings, analysis);
  const names = spellings.map((spelling) => spelling.system.name).filter((name) => name !== null);
  return finding(namePlace(origin), analysis, {
    code: CODE,
    severity,
    message: consequence,
    specialisation: soleName(names),
    option: AMERICAN,
    ...(system.input.kind === 'home-manager' ? { tag: 'deprecated' } : {}),
    fixes: () => {
      const edits = renameAttribute([origin], AMERICAN, BRITISH, sources);
      return [edits && { title: l10n.t('Spell it `specialisation`'), kind: 'rename', preferred: true, edits }];
    },
  });
}

function verdict(
  spellings: readonly Spelling[],
  { entryPoint }: Analysis,
): { readonly severity: Severity; readonly consequence: string } {
  if (entryPoint.kind === 'home-manager')
    return {
      severity: 'information',
      consequence: l10n.t('Home Manager spells the option `specialisation`; `specialization` is an old name for it.'),
    };
  const text = l10n.t(
    'NixOS spells the option `specialisation`: ' +
      'an option `specialization` does not exist, so the system does not evaluate',
  );
  const unread = spellings[0]?.system.evaluation.collection.opaque[0];
  const sure = spellings.some((spelling) => spelling.sure) && !entryPoint.fragment;
  if (unread !== undefined)
    return {
      severity: 'warning',
      consequence: l10n.t(
        '{0}, unless a module that could not be read ({1}) declares it.',
        text,
        reasonText(unread.reason),
      ),
    };
  return { severity: sure ? 'error' : 'warning', consequence: `${text}.` };
}
