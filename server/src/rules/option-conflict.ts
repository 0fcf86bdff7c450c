// option-conflict: an option is defined twice at the same priority with values that do not merge, so
// the system does not evaluate.

import type { Analysis } from '../analysis/analysis';
import { isDeclaredApart, isOwnOption, isRead } from '../analysis/checks/reads';
import { switchedAt } from '../analysis/checks/switches';
import type { Conflict, Proof } from '../analysis/conflicts';
import { wrapperName } from '../analysis/describe';
import { groupBy, type NonEmpty } from '../base/group-by';
import type { Location } from '../base/span';
import { type Definition, PLAIN_PRIORITY } from '../modules/definition';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, finding, type Severity } from './engine/finding';
import { type Other, otherSide } from './engine/other-sides';
import { outcome } from './engine/outcomes';
import {
  byPlace,
  distinctNames,
  locationOf,
  nameAsWritten,
  soleSpecialisation,
  theBase,
  theSpecialisations,
} from './engine/places';
import { quoted, quotedWrapped, valueKey } from './engine/quotes';
import type { Rule } from './engine/rule';
import { inWords, type Wording } from './engine/wording';
import { conflictFixes } from './fixes/conflict-fixes';
import { PAGE } from './pages/option-conflict';

const SEVERITY: Readonly<Record<Proof, Severity>> = { certain: 'error', likely: 'warning', possible: 'hint' };

export const optionConflict: Rule = {
  code: 'option-conflict',
  page: PAGE,
  check: (analysis, sources) =>
    [...groupBy(notIgnored(analysis), ({ path }) => JSON.stringify(path)).values()].flatMap((conflicts) =>
      byPlace(partsOf(conflicts), ({ definition }) => locationOf(definition)).map(({ place, items }) =>
        findingAt(place, items, analysis, sources),
      ),
    ),
};

const notIgnored = (analysis: Analysis): readonly Conflict[] =>
  analysis.conflicts.filter(({ culprits }) => !analysis.ignoresConflictOf(culprits));

/**
 * Where a conflict is counted: at the specialisation's definition, where it has one. Of several it is the same in every
 * host.
 */
function mainPlace({ culprits }: Conflict): Location | undefined {
  const own = culprits.filter(({ module }) => module.scope === 'specialisation');
  const places = (own.length > 0 ? own : culprits).flatMap((culprit) => locationOf(culprit) ?? []);
  return places.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start))[0];
}

const isCountedAt = (place: Location, conflict: Conflict): boolean => {
  const main = mainPlace(conflict);
  return main === undefined || (main.file === place.file && main.start === place.start);
};

/** A definition that takes part in a conflict. */
interface ConflictPart {
  readonly definition: Definition;
  readonly conflict: Conflict;
}

/**
 * Whether real Nix comes across it, as it does not across what nobody reads: of options that the configuration declares
 * itself, those of something that is off.
 */
function isNoticed({ system, path, culprits }: Conflict): boolean {
  if (isOwnOption(system, path) && switchedAt(path, system) === 'off') return false;
  const setIn = culprits.flatMap(({ entry: { origin } }) => (origin === undefined ? [] : [origin.file]));
  return isRead(system, path) || isDeclaredApart(system, path, setIn);
}

const partsOf = (conflicts: readonly Conflict[]): readonly ConflictPart[] =>
  conflicts.flatMap((conflict) => conflict.culprits.map((definition) => ({ definition, conflict })));

/** What one place has to do with an option's conflicts, in one or more systems. */
function findingAt(place: Location, parts: NonEmpty<ConflictPart>, analysis: Analysis, sources: SourceTexts): Finding {
  const [{ definition, conflict }] = parts;
  const conflicts = [...new Set(parts.map((part) => part.conflict))];
  const option = dotted(conflict.path);
  const proof = strongest(conflicts);
  return finding(place, analysis, {
    code: 'option-conflict',
    severity: proof === 'certain' && !conflicts.some(isNoticed) ? 'warning' : SEVERITY[proof],
    ...wordsOf(option, definition, conflicts, proof, analysis),
    specialisation: soleSpecialisation(conflicts),
    option,
    related: othersOf(place, conflicts, analysis),
    isOtherSide: !conflicts.some((each) => isCountedAt(place, each)),
    fixes: () => conflictFixes(conflicts, analysis, sources),
  });
}

function strongest(conflicts: readonly Conflict[]): Proof {
  return conflicts.some(({ proof }) => proof === 'certain')
    ? 'certain'
    : conflicts.some(({ proof }) => proof === 'likely')
      ? 'likely'
      : 'possible';
}

function othersOf(location: Location, conflicts: readonly Conflict[], analysis: Analysis): Finding['related'] {
  const related = new Map<string, Finding['related'][number]>();
  for (const conflict of conflicts) {
    for (const culprit of conflict.culprits) {
      const other = locationOf(culprit);
      if (other === undefined || (other.file === location.file && other.start === location.start)) continue;
      related.set(`${other.file}:${other.start}`, {
        ...other,
        ...inWords('{0} sets it to {1}', whose(culprit, conflict, analysis), quotedWrapped(culprit)),
      });
    }
  }
  return [...related.values()];
}

function whose(definition: Definition, conflict: Conflict, analysis: Analysis): string {
  if (definition.module.scope === 'base') return theBase(analysis);
  return theSpecialisations([conflict.system.name ?? '']);
}

/** First the other side, short, as a list of problems shows no more; then what it means. */
function wordsOf(
  option: string,
  definition: Definition,
  conflicts: readonly Conflict[],
  proof: Proof,
  analysis: Analysis,
): Wording {
  const name = nameAsWritten(option, locationOf(definition), conflicts[0]?.system);
  const others = othersFor(definition, conflicts);
  const more = others.length - MOST_OTHERS;
  const [first = inWords('itself'), ...further] = others
    .slice(0, MOST_OTHERS)
    .map((other) => otherSide(other, analysis));
  const named = further.reduce((before, next) => inWords('{0}, and {1}', before, next), first);
  return inWords(
    'Conflicts with {0}: {1} is {2} here{3}, so {4}.',
    more > 0 ? inWords('{0}, and {1} more', named, more) : named,
    name,
    quoted(definition),
    bothWith(definition),
    consequence(conflicts, proof, analysis),
  );
}

/** Longer messages are not read: the other places are there to follow. */
const MOST_OTHERS = 2;

/** Both sides of a conflict are equally strong; how strong is worth a word where it is not the usual. */
const bothWith = ({ priority }: Definition): string =>
  priority === PLAIN_PRIORITY ? '' : l10n.t(' (both with {0})', wrapperName(priority));

function othersFor(definition: Definition, conflicts: readonly Conflict[]): readonly Other[] {
  const found = conflicts.flatMap((conflict) => {
    const other = otherOf(definition, conflict);
    return other === undefined ? [] : [{ other, conflict }];
  });
  const key = (definition: Definition): string => {
    const { origin } = definition.entry;
    return JSON.stringify([origin?.file, origin?.key.start, valueKey(definition)]);
  };
  return [...groupBy(found, ({ other }) => key(other)).values()].map(([first, ...more]) => ({
    definition: first.other,
    isUnique: first.conflict.kind === 'unique',
    from: first.other.module.scope === definition.module.scope ? 'here' : first.other.module.scope,
    names: distinctNames([first, ...more].map(({ conflict }) => conflict.system.name ?? '')),
  }));
}

/** The definition to name: one of the other part of the system, if there is any. Undefined: one text gives both. */
function otherOf(definition: Definition, { culprits }: Conflict): Definition | undefined {
  const others = culprits.filter((culprit) => culprit !== definition && !samePlace(culprit, definition));
  return others.find(({ module }) => module.scope !== definition.module.scope) ?? others[0];
}

function samePlace(a: Definition, b: Definition): boolean {
  return a.entry.origin?.file === b.entry.origin?.file && a.entry.origin?.key.start === b.entry.origin?.key.start;
}

function consequence(conflicts: readonly Conflict[], proof: Proof, analysis: Analysis): string {
  const own = conflicts.filter(({ system }) => system.name !== null);
  const concerned = own.length > 0 ? own : conflicts;
  const unique = conflicts.every(({ kind }) => kind === 'unique')
    ? l10n.t(' (the option takes one definition only, even an equal one)')
    : '';
  if (proof === 'possible') return `${outcome(concerned, analysis, 'may-not')}${unique}`;
  const fails = `${outcome(concerned, analysis, conflicts.some(isNoticed) ? 'will-not' : 'will-fail')}${unique}`;
  return proof === 'certain' ? fails : `${fails}, ${unlessOf(conflicts)}`;
}

function unlessOf(conflicts: readonly Conflict[]): string {
  const doubt = conflicts.find((conflict) => conflict.proof === 'likely' && conflict.doubt !== undefined)?.doubt;
  if (doubt === undefined) return l10n.t('unless a module outside this file overrides both');
  const { detail } = doubt;
  if (doubt.code === 'whole') return l10n.t('as long as `{0}` is what NixOS makes of it', detail);
  if (doubt.code !== 'default') return l10n.t('unless a module that could not be read ({0}) overrides both', detail);
  if (detail === '') return l10n.t('as far as options that nobody sets here are what they are by default');
  return detail.startsWith('options.')
    ? l10n.t('as long as there is `{0}`', detail)
    : l10n.t('as long as `{0}`, which nobody sets here, is what it is by default', detail);
}
