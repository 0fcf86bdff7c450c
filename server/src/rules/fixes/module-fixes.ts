// Mending modules that Nix cannot take: what is imported goes to the top of the module, and a condition
// on it into the imported file.

import type { Analysis } from '../../analysis/analysis';
import type { BadModule } from '../../analysis/checks/shapes';
import type { FileEdit } from '../../base/text-edit';
import { insertStep } from '../../edits/names';
import { removeBinding, wholeLines } from '../../edits/remove';
import type { Origin } from '../../eval/values';
import { propertyCall } from '../../lexical/property-call';
import type { Module } from '../../modules/definition';
import { l10n } from '../../protocol/l10n';
import { type Expr, type PathExpr, stripParens } from '../../syntax/ast';
import { bindingsAt } from '../../syntax/locate';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Fix } from '../engine/finding';
import { type Condition, guardModule } from './guard-module';
import { addImports, type Hole } from './hoist';
import {
  allOf,
  elementAround,
  isImportsList,
  nameOf,
  outermostParens,
  pathOf,
  type Site,
  siteOf,
  textOf,
} from './module-site';

export function moduleFixes(bad: BadModule, analysis: Analysis, sources: SourceTexts): readonly (Fix | undefined)[] {
  const site = (
    origin: Origin | undefined,
    { head, scope }: Pick<Module, 'scope'> & Partial<Module>,
  ): Site | undefined => siteOf(origin, { head, scope, analysis, sources });
  switch (bad.kind) {
    case 'stray-key': {
      const at = site(bad.raw.entry.origin, bad.raw.module);
      return [at && strayKeyFix(bad.path, at)];
    }
    case 'config': {
      const at = site(bad.misfit.raw.entry.origin, bad.misfit.raw.module);
      return [at && fileInConfigFix(at)];
    }
    case 'problem': {
      const { what, origin } = bad.problem;
      if (what.kind === 'mixed') return [intoConfigFix(what.extra, sources)];
      const at = what.kind === 'not-a-list' && what.name === 'imports' ? site(origin, bad.problem) : undefined;
      return [at && conditionalListFix(at)];
    }
  }
}

/** `imports`, `options` and their like out of `config`. */
function strayKeyFix(path: readonly string[], site: Site): Fix | undefined {
  const { file, tree, key, sources } = site;
  const binding = bindingsAt(tree.root, key).at(-1)?.binding;
  const name = path.at(-1) ?? '';
  if (binding?.kind !== 'binding' || path.length > 1 || name === 'config') return undefined;
  const title = l10n.t('Move `{0}` out of `config`', name);
  const [step, before] = [binding.path.at(-1), binding.path.at(-2)];
  if (step === undefined || nameOf(step) !== name) return undefined;
  if (before !== undefined && nameOf(before) === 'config')
    return made(title, [{ file, start: before.start, end: step.start, newText: '' }]);
  const list = stripParens(binding.value);
  const removed = removeBinding({ file, start: binding.start, end: binding.end }, sources);
  if (name !== 'imports' || list.kind !== 'list' || removed === undefined || binding.path.length > 1) return undefined;
  return importFix(list.items, removed, title, site);
}

/** A file that stands among settings, or `import` of one. */
function fileInConfigFix(site: Site): Fix | undefined {
  const { file, text, value } = site;
  const path = pathOf(value);
  if (path === undefined) return undefined;
  const written = textOf(path, site);
  const listed = elementAround(site);
  // `imports = [ (mkIf c ./x.nix) ]`
  if (listed !== undefined && isImportsList(listed.list, site)) {
    const { start, end } = listed.item;
    const guard = guards([path], conditionsIn(site, start), site);
    return guard && made(alwaysTitle([path], site), [{ file, start, end, newText: written }, ...guard]);
  }
  const { start, end } = listed?.item ?? outermostParens(site);
  const removed = {
    file,
    ...(listed === undefined ? { start, end } : wholeLines(start, end, text)),
    newText: listed === undefined ? '{ }' : '',
  };
  return importFix([path], removed, l10n.t('Move `{0}` to `imports`', written), site);
}

/** `imports = mkIf c [ … ];` */
function conditionalListFix(site: Site): Fix | undefined {
  const { file, value, head } = site;
  const call = propertyCall(value);
  const list = call && stripParens(call.content);
  if (call?.kind !== 'if' || call.parameter === undefined || list?.kind !== 'list') return undefined;
  const paths = allOf(list.items.map(pathOf));
  const guard = paths && guards(paths, [{ file, expr: call.parameter, head }], site);
  if (paths === undefined || guard === undefined) return undefined;
  return made(alwaysTitle(paths, site), [
    { file, start: call.expr.start, end: call.expr.end, newText: textOf(list, site) },
    ...guard,
  ]);
}

/** What stands beside `config`, into it: `services.x` becomes `config.services.x`. */
function intoConfigFix(
  extra: ReadonlyMap<string, { readonly origin: Origin | undefined }>,
  sources: SourceTexts,
): Fix | undefined {
  const edits: FileEdit[] = [];
  for (const [name, { origin }] of extra) {
    const placed = origin && bindingsAt(sources.parse(origin.file)?.root ?? origin.value, origin.key.start).at(-1);
    // Beside `config = mkIf …` no further paths of `config` can stand.
    const isOpen = placed?.owner.bindings.every(
      (one) =>
        one.kind === 'binding' &&
        (nameOf(one.path[0]) !== 'config' || one.path.length > 1 || one.value.kind === 'attrs'),
    );
    const made = origin && isOpen ? insertStep([origin], name, 'config', sources) : undefined;
    if (made === undefined) return undefined;
    edits.push(...made);
  }
  return made(l10n.t('Put the settings into `config`'), edits);
}

/** Imports more at the top of the module, with what stands in the files under the conditions around the place. */
function importFix(items: readonly Expr[], removed: FileEdit, title: string, site: Site): Fix | undefined {
  const hole = holeAround(site);
  if (hole === undefined || items.length === 0) return undefined;
  const conditions = conditionsIn(site, hole.start);
  const paths = allOf(items.map(pathOf));
  const guard = conditions.length === 0 ? [] : paths && guards(paths, conditions, site);
  // What is no path may use names from in between.
  const isFree =
    paths !== undefined || site.around.every(({ kind, start }) => start <= hole.start || !BINDERS.has(kind));
  const texts = (paths ?? items).map((item) => textOf(item, site));
  const added = addImports(texts, hole, site);
  if (guard === undefined || added === undefined || !isFree) return undefined;
  return made(conditions.length === 0 ? title : alwaysTitle(paths ?? [], site), [...added, removed, ...guard]);
}

const BINDERS: ReadonlySet<Expr['kind']> = new Set(['let', 'lambda', 'with']);

/** Where imports may be added: beside the `config` around a place, or around a property that is the whole module. */
function holeAround({ tree, key, around }: Site): Hole | undefined {
  const placed = bindingsAt(tree.root, key).findLast(
    ({ binding }) => binding.kind === 'binding' && binding.path.some((step) => nameOf(step) === 'config'),
  );
  if (placed?.binding.kind === 'binding' && placed.owner.kind === 'attrs') {
    const { binding, owner } = placed;
    const prefix = binding.path.slice(
      0,
      binding.path.findIndex((step) => nameOf(step) === 'config'),
    );
    return { kind: 'beside', start: binding.start, prefix, owner };
  }
  const whole = around.find((expr) => propertyCall(expr)?.expr === expr);
  const parent = whole && around[around.indexOf(whole) - 1];
  const isBody = parent === undefined || parent.kind === 'lambda' || parent.kind === 'let' || parent.kind === 'with';
  return whole !== undefined && isBody ? { kind: 'around', start: whole.start, end: whole.end } : undefined;
}

/** The conditions around a place, from `start` on, outermost first. */
function conditionsIn({ file, around, head }: Site, start: number): readonly Condition[] {
  return around.flatMap((outer) => {
    const call = propertyCall(outer);
    if (call?.kind !== 'if' || call.expr !== outer || outer.start < start || call.parameter === undefined) return [];
    return [{ file, expr: call.parameter, head }];
  });
}

function guards(
  paths: readonly PathExpr[],
  conditions: readonly Condition[],
  { scope, analysis, sources }: Site,
): readonly FileEdit[] | undefined {
  // In the body of a specialisation `config` may be the base system's, and in the imported file it is not.
  if (scope === 'specialisation') return undefined;
  return allOf(paths.map((path) => guardModule(path, conditions, analysis, sources)))?.flat();
}

function alwaysTitle(paths: readonly PathExpr[], site: Site): string {
  const names = paths.map((path) => `\`${textOf(path, site)}\``).join(', ');
  return paths.length === 1
    ? l10n.t('Import {0} always, with the condition around what it sets', names)
    : l10n.t('Import {0} always, with the condition around what they set', names);
}

const made = (title: string, edits: readonly FileEdit[]): Fix => ({ title, kind: 'rewrite', preferred: true, edits });
