// option-conflict: an option is defined twice at the same priority with values that do not merge, so the system does not evaluate.

import type { Analysis } from '../analysis/analysis';
import type { Conflict, Proof } from '../analysis/conflicts';
import { describePriority, describeValue } from '../analysis/describe';
import { dotted } from '../analysis/meetings';
import type { Location } from '../base/span';
import { force } from '../eval/thunk';
import type { Definition } from '../modules/definition';
import { conflictFixes } from './edits/conflict-fixes';
import { type Finding, finding, type Severity } from './finding';
import { PAGE } from './pages/option-conflict';
import { locationOf } from './places';
import type { Rule, RuleSources } from './rule';

const SEVERITY: Readonly<Record<Proof, Severity>> = { certain: 'error', likely: 'warning', possible: 'hint' };

/** One option's conflict as it shows in one or more systems with the same base definitions. */
interface Group {
  readonly path: readonly string[];
  readonly conflicts: readonly Conflict[];
}

export const optionConflict: Rule = {
  code: 'option-conflict',
  page: PAGE,
  check: (analysis, sources) =>
    groupByOption(analysis.conflicts).flatMap((group) => placesOf(group).map((place) => findingAt(place, group, analysis, sources))),
};

function groupByOption(conflicts: readonly Conflict[]): readonly Group[] {
  const groups = new Map<string, Conflict[]>();
  for (const conflict of conflicts) {
    const key = JSON.stringify(conflict.path);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [conflict]);
    else group.push(conflict);
  }
  return [...groups.values()].map((group) => ({ path: group[0]?.path ?? [], conflicts: group }));
}

/** One definition that takes part, with the conflicts it takes part in. */
interface Place {
  readonly location: Location;
  readonly definition: Definition;
  readonly conflicts: Conflict[];
}

function placesOf(group: Group): readonly Place[] {
  const places = new Map<string, Place>();
  for (const conflict of group.conflicts) {
    for (const definition of conflict.culprits) {
      const location = locationOf(definition);
      if (location === undefined) continue;
      const key = `${location.file}:${location.start}:${location.end}`;
      const place = places.get(key);
      if (place === undefined) places.set(key, { location, definition, conflicts: [conflict] });
      else if (!place.conflicts.includes(conflict)) place.conflicts.push(conflict);
    }
  }
  return [...places.values()];
}

function findingAt({ location, definition, conflicts }: Place, group: Group, analysis: Analysis, sources: RuleSources): Finding {
  const names = [...new Set(conflicts.map((conflict) => conflict.system.name))];
  const proof = strongest(conflicts);
  return finding(location, analysis, {
    code: 'option-conflict',
    severity: SEVERITY[proof],
    message: messageOf(group, definition, conflicts, proof),
    specialisation: names.length === 1 ? (names[0] ?? null) : null,
    option: dotted(group.path),
    related: othersOf(location, conflicts),
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
  if (definition.module.scope === 'parent') return 'the base system';
  return `specialisation ${quoted(conflict.system.name)}`;
}

const quoted = (name: string | null): string => `\`${name ?? ''}\``;

function messageOf(group: Group, definition: Definition, conflicts: readonly Conflict[], proof: Proof): string {
  const option = `\`${dotted(group.path)}\``;
  const here = `${option} is ${valueText(definition)} here (${describePriority(definition.priority)})`;
  const there = conflicts.map((conflict) => otherSide(definition, conflict)).filter((text, i, all) => all.indexOf(text) === i);
  return `${here}, but ${there.join('; ')}: ${consequence(conflicts, proof)}`;
}

function otherSide(definition: Definition, conflict: Conflict): string {
  const others = conflict.culprits.filter((culprit) => culprit !== definition && !samePlace(culprit, definition));
  const across = others.filter((culprit) => culprit.module.scope !== definition.module.scope);
  const [other] = across.length > 0 ? across : others;
  if (other === undefined) return 'defined again in the same place';
  const verb = conflict.kind === 'unique' ? 'defines it too, with' : 'sets it to';
  return `${whose(other, conflict)} ${verb} ${valueText(other)} (${describePriority(other.priority)})`;
}

function samePlace(a: Definition, b: Definition): boolean {
  return a.entry.origin?.file === b.entry.origin?.file && a.entry.origin?.key.start === b.entry.origin?.key.start;
}

function consequence(conflicts: readonly Conflict[], proof: Proof): string {
  const names = [...new Set(conflicts.map(({ system }) => system.name))].filter((name) => name !== null);
  const what =
    names.length === 0
      ? 'the system'
      : names.length === 1
        ? `specialisation ${quoted(names[0] ?? null)}`
        : `specialisations ${names.map(quoted).join(', ')}`;
  const unique = conflicts.every(({ kind }) => kind === 'unique') ? ' (the option takes one definition only, even an equal one)' : '';
  switch (proof) {
    case 'certain':
      return `${what} will not evaluate${unique}.`;
    case 'likely':
      return `${what} will not evaluate${unique}, unless ${unlessOf(conflicts)} overrides both.`;
    case 'possible':
      return `${what} may not evaluate${unique}.`;
  }
}

function unlessOf(conflicts: readonly Conflict[]): string {
  const detail = conflicts.find(({ doubt }) => doubt !== undefined)?.doubt?.detail;
  return detail === undefined ? 'a module outside this file' : `a module that could not be read (${detail})`;
}
