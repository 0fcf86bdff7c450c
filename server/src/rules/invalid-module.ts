// invalid-module: what a module says is nothing that Nix can take, whatever the options are: `imports` inside `config`,
// settings beside it, a file in it.

import type { Analysis } from '../analysis/analysis';
import { type BadModule, shapesIn } from '../analysis/checks/shapes';
import { describeKind } from '../analysis/describe-type';
import type { NonEmpty } from '../base/group-by';
import type { Location } from '../base/span';
import { force } from '../eval/thunk';
import type { Origin, Value } from '../eval/values';
import { readProperty } from '../modules/property';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, finding } from './engine/finding';
import { byPlace, keyPlace, soleSpecialisation, willNotEvaluate } from './engine/places';
import type { Rule } from './engine/rule';
import { moduleFixes } from './fixes/module-fixes';
import { PAGE } from './pages/invalid-module';

export const invalidModule: Rule = {
  code: 'invalid-module',
  page: PAGE,
  check: (analysis, sources) =>
    byPlace(
      analysis.systems.flatMap((system) => shapesIn(system).modules),
      placeOf,
    ).map(({ place, items }) => findingAt(place, items, analysis, sources)),
};

function placeOf(bad: BadModule): Location | undefined {
  const origin = originOf(bad);
  if (origin !== undefined) return keyPlace(origin);
  // A file that as a whole is no module.
  return bad.kind === 'problem' ? { file: bad.problem.file, start: 0, end: 0 } : undefined;
}

function originOf(bad: BadModule): Origin | undefined {
  switch (bad.kind) {
    case 'problem':
      return bad.problem.origin;
    case 'stray-key':
      return bad.raw.entry.origin;
    case 'config':
      return bad.misfit.raw.entry.origin ?? bad.misfit.whole.origin;
  }
}

function findingAt(place: Location, found: NonEmpty<BadModule>, analysis: Analysis, sources: SourceTexts): Finding {
  const [bad] = found;
  const isCertain = found.some(({ proof }) => proof === 'certain') && !analysis.entryPoint.fragment;
  return finding(place, analysis, {
    code: 'invalid-module',
    severity: isCertain ? 'error' : 'warning',
    message: `${wrongOf(bad)}: ${willNotEvaluate(found, analysis, isCertain)}. ${adviceOf(bad)}`,
    specialisation: soleSpecialisation(found),
    ...(bad.kind === 'stray-key' ? { option: dotted(bad.path) } : {}),
    related: relatedOf(bad),
    fixes: () => moduleFixes(bad, analysis, sources),
  });
}

function wrongOf(bad: BadModule): string {
  if (bad.kind === 'stray-key')
    return `\`${dotted(bad.path)}\` is no option, and only options can stand ${insideOf(bad)}`;
  if (bad.kind === 'config') {
    const value = force(bad.misfit.raw.entry.slot);
    return value.kind === 'list'
      ? 'Settings are a set, and this is a list'
      : `Settings are expected here, and this is ${kindOf(value)}`;
  }
  const { what } = bad.problem;
  switch (what.kind) {
    case 'mixed':
      return `${namesOf([...what.extra.keys()])} ${what.extra.size === 1 ? 'stands' : 'stand'} beside \`${what.beside}\`, where no settings can stand`;
    case 'not-a-list':
      return `\`${what.name}\` is a list of modules, and this is ${kindOf(what.value)}`;
    case 'not-a-module':
      return `This is ${kindOf(what.value)}, which is no module`;
  }
}

/** What hides the place from the module: the innermost set or property around it. */
function insideOf({ path, raw }: Extract<BadModule, { kind: 'stray-key' }>): string {
  if (path.length > 1) return `in \`${dotted(path.slice(0, -1))}\``;
  const inner = raw.wrappers.at(-1);
  return inner?.kind === 'if'
    ? 'inside `mkIf`'
    : inner?.kind === 'override'
      ? 'inside `mkForce` and its like'
      : 'in `config`';
}

function kindOf(value: Value): string {
  const property = readProperty(value);
  if (property !== undefined) return NAMES[property.kind];
  if (value.kind === 'lambda' || value.kind === 'primop') return 'a function';
  return describeKind(value) ?? `\`${value.kind}\``;
}

const NAMES = {
  if: 'an `mkIf`',
  merge: 'an `mkMerge`',
  override: 'a priority around one',
  order: 'an order around one',
} as const;

function adviceOf(bad: BadModule): string {
  if (bad.kind === 'stray-key') return adviceOnKey(bad);
  if (bad.kind === 'config') {
    const { raw } = bad.misfit;
    const { kind } = force(raw.entry.slot);
    const isModule =
      kind === 'lambda' || kind === 'primop' || kind === 'path' || kind === 'string' || kind === 'partial-string';
    if (!isModule) return 'Write `{ … }` with settings.';
    return raw.wrappers.some((wrapper) => wrapper.kind === 'if')
      ? UNDER_A_CONDITION
      : 'Modules, as files and functions, belong in `imports`.';
  }
  const { what } = bad.problem;
  if (what.kind === 'mixed') return 'Settings go into `config` then.';
  if (what.value.kind === 'primop' && what.value.definition.name === 'import')
    return '`import` and the path are two elements of the list: write `(import ./file.nix)`, or the path alone.';
  const property = readProperty(what.value);
  if (property?.kind === 'if') return UNDER_A_CONDITION;
  return what.kind === 'not-a-list' ? 'Write `[ … ]`.' : 'A module is a file, a set or a function that gives one.';
}

const UNDER_A_CONDITION = 'Import the module always, and put what it sets under the condition.';

function adviceOnKey({ path, raw, isInside }: Extract<BadModule, { kind: 'stray-key' }>): string {
  const name = path.at(-1) ?? '';
  if (isInside) return 'A function, as in `{ ... }: { imports = [ … ]; }`, is a module there.';
  if (name !== 'imports') return name === 'config' ? 'Take one `config` away.' : `Write \`${name}\` beside \`config\`.`;
  return raw.wrappers.some((wrapper) => wrapper.kind === 'if')
    ? UNDER_A_CONDITION
    : 'Write `imports` at the top of the module.';
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `\`${dotted([name])}\``);
  return names.length > 3 ? `${shown.join(', ')} and ${names.length - 3} more` : shown.join(' and ');
}

function relatedOf(bad: BadModule): Finding['related'] {
  if (bad.kind !== 'problem' || bad.problem.what.kind !== 'mixed') return [];
  const [, ...others] = bad.problem.what.extra.values();
  return others.flatMap(({ origin }) => (origin === undefined ? [] : [{ ...keyPlace(origin), message: 'and this' }]));
}
