// option-conflict: an option is defined twice at the same priority with values that do not merge, so
// the system does not evaluate.

import type { Analysis } from '../analysis/analysis';
import { isDeclaredApart, isRead } from '../analysis/checks/reads';
import type { Conflict, Proof } from '../analysis/conflicts';
import { describePriority, describeValue } from '../analysis/describe';
import { groupBy, type NonEmpty } from '../base/group-by';
import type { Location } from '../base/span';
import { baseName } from '../eval/paths';
import { force } from '../eval/thunk';
import type { Definition } from '../modules/definition';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, finding, type Severity } from './engine/finding';
import { byPlace, locationOf, nameAsWritten, soleSpecialisation, theSpecialisations } from './engine/places';
import type { Rule } from './engine/rule';
import { conflictFixes } from './fixes/conflict-fixes';
import { PAGE } from './pages/option-conflict';

const SEVERITY: Readonly<Record<Proof, Severity>> = { certain: 'error', likely: 'warning', possible: 'hint' };

export const optionConflict: Rule = {
  code: 'option-conflict',
  page: PAGE,
  check: (analysis, sources) =>
    [...groupBy(analysis.conflicts, ({ path }) => JSON.stringify(path)).values()].flatMap((conflicts) =>
      byPlace(partsOf(conflicts), ({ definition }) => locationOf(definition)).map(({ place, items }) =>
        findingAt(place, items, analysis, sources),
      ),
    ),
};

/** A definition that takes part in a conflict. */
interface ConflictPart {
  readonly definition: Definition;
  readonly conflict: Conflict;
}

/** Whether real Nix comes across it, as it does not across what nobody reads. */
const isNoticed = ({ system, path, culprits }: Conflict): boolean =>
  isRead(system, path) ||
  isDeclaredApart(
    system,
    path,
    culprits.flatMap(({ entry: { origin } }) => (origin === undefined ? [] : [origin.file])),
  );

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
    message: messageOf(option, definition, conflicts, proof),
    specialisation: soleSpecialisation(conflicts),
    option,
    related: othersOf(place, conflicts),
    fixes: () => conflictFixes(conflicts, sources),
  });
}

function strongest(conflicts: readonly Conflict[]): Proof {
  return conflicts.some(({ proof }) => proof === 'certain')
    ? 'certain'
    : conflicts.some(({ proof }) => proof === 'likely')
      ? 'likely'
      : 'possible';
}

function othersOf(location: Location, conflicts: readonly Conflict[]): Finding['related'] {
  const related = new Map<string, Finding['related'][number]>();
  for (const conflict of conflicts) {
    for (const culprit of conflict.culprits) {
      const other = locationOf(culprit);
      if (other === undefined || (other.file === location.file && other.start === location.start)) continue;
      related.set(`${other.file}:${other.start}`, {
        ...other,
        message: `${whose(culprit, conflict)} sets it to ${valueText(culprit)} (${describePriority(culprit.priority)})`,
      });
    }
  }
  return [...related.values()];
}

const valueText = (definition: Definition): string => describeValue(force(definition.slot));

function whose(definition: Definition, conflict: Conflict): string {
  if (definition.module.scope === 'base') return 'the base system';
  return theSpecialisations([conflict.system.name ?? '']);
}

function messageOf(option: string, definition: Definition, conflicts: readonly Conflict[], proof: Proof): string {
  const name = nameAsWritten(option, locationOf(definition), conflicts[0]?.system);
  const here = `${name} is ${valueText(definition)} here (${describePriority(definition.priority)})`;
  const there = conflicts
    .map((conflict) => otherSide(definition, conflict))
    .filter((text, i, all) => all.indexOf(text) === i);
  return `${here}, but ${there.join('; ')}: ${consequence(conflicts, proof)}`;
}

function otherSide(definition: Definition, conflict: Conflict): string {
  const others = conflict.culprits.filter((culprit) => culprit !== definition && !samePlace(culprit, definition));
  const across = others.filter((culprit) => culprit.module.scope !== definition.module.scope);
  const [other] = across.length > 0 ? across : others;
  if (other === undefined) return 'defined again in the same place';
  const verb = conflict.kind === 'unique' ? 'defines it too, with' : 'sets it to';
  const where = other.module.scope === definition.module.scope ? otherFile(definition, other) : '';
  return `${whose(other, conflict)} ${verb} ${valueText(other)}${where} (${describePriority(other.priority)})`;
}

/** Where both sides are of one system, only the file tells them apart. */
function otherFile(here: Definition, other: Definition): string {
  const [from, to] = [here.entry.origin?.file, other.entry.origin?.file];
  if (from === undefined || to === undefined || from === to) return '';
  const parts = (path: string): string =>
    baseName(from) === baseName(to) ? path.split('/').slice(-2).join('/') : baseName(path);
  return ` in ${parts(to)}`;
}

function samePlace(a: Definition, b: Definition): boolean {
  return a.entry.origin?.file === b.entry.origin?.file && a.entry.origin?.key.start === b.entry.origin?.key.start;
}

function consequence(conflicts: readonly Conflict[], proof: Proof): string {
  const names = [...new Set(conflicts.map(({ system }) => system.name))].filter((name) => name !== null);
  const what = names.length === 0 ? 'the system' : theSpecialisations(names);
  const unique = conflicts.every(({ kind }) => kind === 'unique')
    ? ' (the option takes one definition only, even an equal one)'
    : '';
  switch (proof) {
    case 'certain':
      return conflicts.some(isNoticed)
        ? `${what} will not evaluate${unique}.`
        : `${what} will fail as soon as something reads the option${unique}.`;
    case 'likely':
      return `${what} will not evaluate${unique}, ${unlessOf(conflicts)}.`;
    case 'possible':
      return `${what} may not evaluate${unique}.`;
  }
}

function unlessOf(conflicts: readonly Conflict[]): string {
  const doubt = conflicts.find((conflict) => conflict.proof === 'likely' && conflict.doubt !== undefined)?.doubt;
  if (doubt?.code === 'default') {
    if (doubt.detail === '') return 'as far as options that nobody sets here are what they are by default';
    return doubt.detail.startsWith('options.')
      ? `as long as there is \`${doubt.detail}\``
      : `as long as \`${doubt.detail}\`, which nobody sets here, is what it is by default`;
  }
  const unread =
    doubt === undefined ? 'a module outside this file' : `a module that could not be read (${doubt.detail})`;
  return `unless ${unread} overrides both`;
}
