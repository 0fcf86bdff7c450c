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
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, finding } from './engine/finding';
import { willNotEvaluate } from './engine/outcomes';
import { byPlace, keyPlace, soleSpecialisation } from './engine/places';
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
    message: l10n.t('{0}: {1}. {2}', wrongOf(bad), willNotEvaluate(found, analysis, isCertain), adviceOf(bad)),
    specialisation: soleSpecialisation(found),
    ...(bad.kind === 'stray-key' ? { option: dotted(bad.path) } : {}),
    related: relatedOf(bad),
    fixes: () => moduleFixes(bad, analysis, sources),
  });
}

function wrongOf(bad: BadModule): string {
  if (bad.kind === 'stray-key')
    return l10n.t('`{0}` is no option, and only options can stand {1}', dotted(bad.path), insideOf(bad));
  if (bad.kind === 'config') {
    const value = force(bad.misfit.raw.entry.slot);
    return value.kind === 'list'
      ? l10n.t('Settings are a set, and this is a list')
      : l10n.t('Settings are expected here, and this is {0}', kindOf(value));
  }
  const { what } = bad.problem;
  switch (what.kind) {
    case 'mixed':
      return what.extra.size === 1
        ? l10n.t('{0} stands beside `{1}`, where no settings can stand', namesOf([...what.extra.keys()]), what.beside)
        : l10n.t('{0} stand beside `{1}`, where no settings can stand', namesOf([...what.extra.keys()]), what.beside);
    case 'not-a-list':
      return l10n.t('`{0}` is a list of modules, and this is {1}', what.name, kindOf(what.value));
    case 'not-a-module':
      return l10n.t('This is {0}, which is no module', kindOf(what.value));
  }
}

/** What hides the place from the module: the innermost set or property around it. */
function insideOf({ path, raw }: Extract<BadModule, { kind: 'stray-key' }>): string {
  if (path.length > 1) return l10n.t('in {0}', `\`${dotted(path.slice(0, -1))}\``);
  const inner = raw.wrappers.at(-1);
  return inner?.kind === 'if'
    ? l10n.t('inside `mkIf`')
    : inner?.kind === 'override'
      ? l10n.t('inside `mkForce` and its like')
      : l10n.t('in {0}', '`config`');
}

function kindOf(value: Value): string {
  const property = readProperty(value);
  if (property !== undefined) return propertyName(property.kind);
  if (value.kind === 'lambda' || value.kind === 'primop') return l10n.t('a function');
  return describeKind(value) ?? `\`${value.kind}\``;
}

function propertyName(kind: NonNullable<ReturnType<typeof readProperty>>['kind']): string {
  switch (kind) {
    case 'if':
      return l10n.t('an `mkIf`');
    case 'merge':
      return l10n.t('an `mkMerge`');
    case 'override':
      return l10n.t('a priority around one');
    case 'order':
      return l10n.t('an order around one');
  }
}

function adviceOf(bad: BadModule): string {
  if (bad.kind === 'stray-key') return adviceOnKey(bad);
  if (bad.kind === 'config') {
    const { raw } = bad.misfit;
    const { kind } = force(raw.entry.slot);
    const isModule =
      kind === 'lambda' || kind === 'primop' || kind === 'path' || kind === 'string' || kind === 'partial-string';
    if (!isModule) return l10n.t('Write `{ … }` with settings.');
    return raw.wrappers.some((wrapper) => wrapper.kind === 'if')
      ? underACondition()
      : l10n.t('Modules, as files and functions, belong in `imports`.');
  }
  const { what } = bad.problem;
  if (what.kind === 'mixed') return l10n.t('Settings go into `config` then.');
  if (what.value.kind === 'primop' && what.value.definition.name === 'import')
    return l10n.t(
      '`import` and the path are two elements of the list: write `(import ./file.nix)`, or the path alone.',
    );
  const property = readProperty(what.value);
  if (property?.kind === 'if') return underACondition();
  return what.kind === 'not-a-list'
    ? l10n.t('Write `[ … ]`.')
    : l10n.t('A module is a file, a set or a function that gives one.');
}

const underACondition = (): string => l10n.t('Import the module always, and put what it sets under the condition.');

function adviceOnKey({ path, raw, isInside }: Extract<BadModule, { kind: 'stray-key' }>): string {
  const name = path.at(-1) ?? '';
  if (isInside) return l10n.t('A function, as in `{ ... }: { imports = [ … ]; }`, is a module there.');
  if (name === 'config') return l10n.t('Take one `config` away.');
  if (name !== 'imports') return l10n.t('Write `{0}` beside `config`.', name);
  return raw.wrappers.some((wrapper) => wrapper.kind === 'if')
    ? underACondition()
    : l10n.t('Write `imports` at the top of the module.');
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `\`${dotted([name])}\``);
  return names.length > 3
    ? l10n.t('{0} and {1} more', shown.join(', '), names.length - 3)
    : shown.join(` ${l10n.t('and')} `);
}

function relatedOf(bad: BadModule): Finding['related'] {
  if (bad.kind !== 'problem' || bad.problem.what.kind !== 'mixed') return [];
  const [, ...others] = bad.problem.what.extra.values();
  return others.flatMap(({ origin }) =>
    origin === undefined ? [] : [{ ...keyPlace(origin), message: l10n.t('and this') }],
  );
}
