// missing-name: an attribute of a set that is known not to have it, or a name that nothing in the file makes visible.

import type { Analysis } from '../analysis/analysis';
import { sitePlace } from '../analysis/checks/broken';
import { switchedAt } from '../analysis/checks/switches';
import { type UnboundName, unboundIn, unboundInFile } from '../analysis/checks/unbound';
import { closest } from '../base/closest';
import { groupBy } from '../base/group-by';
import { slipOf } from '../base/slip';
import { inLibrary } from '../eval/compile/variable';
import { AbsentAttribute, MissingAttribute, UndefinedVariable, UnlikelyAttribute } from '../eval/errors';
import { libValue } from '../eval/lib/index';
import { isMadeUp } from '../eval/paths';
import type { Site } from '../eval/site';
import { force } from '../eval/thunk';
import type { ErrorValue } from '../eval/values';
import { CONFIGURATIONS } from '../lexical/config-reads';
import { resolveRead } from '../lexical/resolve';
import { mergedValue } from '../modules/merge/merged-value';
import type { System } from '../modules/system';
import { l10n } from '../protocol/l10n';
import { type ScopeAt, scopeAt } from '../syntax/scope';
import type { SourceTexts } from '../syntax/source-texts';
import { brokenFindings } from './engine/broken-findings';
import { type Finding, type Fix, finding } from './engine/finding';
import type { Rule } from './engine/rule';
import { isHandedOn, isOfConfig, isWrittenOut } from './engine/written-sets';
import { isOfAllArguments } from './missing-argument';
import { PAGE } from './pages/missing-name';
import { isModuleName } from './undefined-lib';

export const missingName: Rule = {
  code: 'missing-name',
  page: PAGE,
  check: (analysis, sources) => {
    const files = unbound(analysis);
    return [...attributes(analysis, sources, new Set(files.map(({ file }) => file))), ...variables(files, analysis)];
  },
};

/** @param searched the files whose variables are looked for in the text. */
function attributes(analysis: Analysis, sources: SourceTexts, searched: ReadonlySet<string>): readonly Finding[] {
  const specialisations = new Set(
    analysis.systems.map(({ evaluation }) => mergedValue(evaluation.merged(['specialisation']))),
  );
  return brokenFindings(
    analysis,
    (error, { system, path }): error is Concern =>
      (error instanceof MissingAttribute && specialisations.has(error.set)) ||
      (error instanceof AbsentAttribute && !isUnfinishedFile(error, sources) && !isUnread(error, path, system)) ||
      (error instanceof UndefinedVariable && isElsewhere(error.site, searched, sources)) ||
      isConcern(error, sources, isSeen(system, analysis)),
    (error, { system }, isRead) => {
      const near = error instanceof MissingAttribute ? nearIn(error) : undefined;
      const words = wordsWithin(wordsFor(error, sources), error, system);
      const unlikely =
        error instanceof UnlikelyAttribute
          ? l10n.t('{0}: no module declares it, and no NixOS is known to', words)
          : words;
      const what = isRead ? unlikely : l10n.t('{0}, which fails as soon as somebody reads it', unlikely);
      return {
        code: 'missing-name',
        message: near === undefined ? `${what}.` : l10n.t('{0}; did you mean `{1}`?', what, near),
        fixes: () => [near === undefined ? undefined : renameFix(error, near)],
      };
    },
  );
}

/** Whether it is only likely that it is missing, and a service that is off would have to ask for it. */
const isUnread = (error: AbsentAttribute, path: readonly string[] | undefined, system: System): boolean =>
  error instanceof UnlikelyAttribute && path !== undefined && switchedAt(path, system) === 'off';

/** Whether it stands in a file that is no module, one that a value imports, and under no `with`. */
const isElsewhere = (site: Site | undefined, searched: ReadonlySet<string>, sources: SourceTexts): boolean =>
  site !== undefined &&
  !searched.has(site.unit.file) &&
  !hasErrors(site.unit.file, sources) &&
  scopeOf(site, sources)?.withs.length === 0;

/** Shorter names are near to one another by chance. */
const SHORTEST = 4;

type Concern = MissingAttribute | UndefinedVariable;

/** Whether all that a system consists of is seen, so that sets in its configuration are known completely. */
const isSeen = ({ unread }: System, { entryPoint }: Analysis): boolean => !entryPoint.fragment && unread.length === 0;

/** A variable that no `with` could give is looked for in the text. @param isWhole as `isSeen` says. */
function isConcern(error: ErrorValue, sources: SourceTexts, isWhole: boolean): error is Concern {
  if (error instanceof UndefinedVariable) return isNowhere(error, sources, isWhole);
  if (!(error instanceof MissingAttribute) || isOfAllArguments(error)) return false;
  const { site, set } = error;
  if (set.open !== undefined) return !isUnfinished(error, sources);
  // What is being typed there is not there yet.
  if ([...set.entries.values()].some(({ origin }) => origin && hasErrors(origin.file, sources))) return false;
  if (site?.expr.kind !== 'select') return false;
  const scope = scopeOf(site, sources);
  const { target } = site.expr;
  if (isWrittenOut(target, scope) || isHandedOn(target, set, scope, sources)) return true;
  // What the library has put together there it may be known to do in short only.
  return isWhole && isOfConfig(target, scope) && nearIn(error) !== undefined;
}

/** What is the beginning of a name in a text that is no Nix yet is being typed. */
function isUnfinished(error: MissingAttribute, sources: SourceTexts): boolean {
  const { name, site } = error;
  return nearIn(error)?.startsWith(name) === true && site !== undefined && hasErrors(site.unit.file, sources);
}

/** Whether somebody is typing where it is read. */
const isUnfinishedFile = ({ site }: ErrorValue, sources: SourceTexts): boolean =>
  site !== undefined && hasErrors(site.unit.file, sources);

const hasErrors = (file: string, sources: SourceTexts): boolean => (sources.parse(file)?.errors.length ?? 0) > 0;

const scopeOf = ({ unit, expr }: Site, sources: SourceTexts): ScopeAt | undefined => {
  const tree = sources.parse(unit.file);
  return tree && scopeAt(tree.root, expr.start);
};

/**
 * Whether no `with` can have a name: their sets are written out, or of a configuration all of which is seen, or
 * libraries, which have no arguments of modules.
 */
function isNowhere({ site, name }: UndefinedVariable, sources: SourceTexts, isWhole: boolean): boolean {
  const tree = site && sources.parse(site.unit.file);
  const scope = site && scopeOf(site, sources);
  if (tree === undefined || scope === undefined || scope.withs.length === 0) return false;
  if (!isWhole && scope.withs.some((set) => isConfiguration(resolveRead(set, tree)?.argument))) return false;
  return !inLibrary(name) || scope.withs.every((set) => isWrittenOut(set, scope));
}

const isConfiguration = (argument: string | undefined): boolean =>
  CONFIGURATIONS.some((configuration) => configuration === argument);

function wordsFor(error: Concern, sources: SourceTexts): string {
  if (!(error instanceof MissingAttribute)) return l10n.t('Nothing makes `{0}` visible here', error.name);
  const { site, name } = error;
  const place = sitePlace(site);
  const expr = site?.expr;
  const step = expr?.kind === 'select' ? expr.path.find((at) => at.kind === 'static' && at.name === name) : undefined;
  const text =
    place &&
    step &&
    sources
      .read(place.file)
      ?.slice(place.start, step.start)
      .replace(/\s*\.\s*$/, '')
      .replace(/\s+/g, ' ');
  return text === undefined || text.length > 60
    ? l10n.t('There is no `{0}` here', name)
    : l10n.t('`{0}` has no `{1}`', text, name);
}

/** What the base knows as a specialisation, a specialisation does not: that it is there for the base has to be said. */
function wordsWithin(words: string, error: Concern, { base, name }: System): string {
  if (base === undefined || name === null || !(error instanceof MissingAttribute)) return words;
  const known = mergedValue(base.evaluation.merged(['specialisation']));
  return error.set.entries.size === 0 && known.kind === 'attrs' && known.entries.has(error.name)
    ? l10n.t('{0} in specialisation `{1}`: inside of one it is empty', words, name)
    : words;
}

/** Of the library, which may be another one, only what it certainly is a slip of. */
function nearIn({ set, name }: MissingAttribute): string | undefined {
  return (
    slipOf(name, set.entries.keys()) ??
    (set.open === undefined && name.length >= SHORTEST ? closest(name, [...set.entries.keys()]) : undefined)
  );
}

function renameFix({ site }: ErrorValue, near: string): Fix | undefined {
  const place = sitePlace(site);
  const expr = site?.expr;
  if (place === undefined || expr === undefined) return undefined;
  const span = expr.kind === 'select' ? expr.path.at(-1) : expr.kind === 'variable' ? expr : undefined;
  const isLast = span !== undefined && (span.kind === 'static' || span.kind === 'variable');
  if (!isLast || !/^[A-Za-z_][\w'-]*$/.test(near)) return undefined;
  const edit = { file: place.file, start: span.start, end: span.end, newText: near };
  return { title: l10n.t('Change to `{0}`', near), kind: 'rename', preferred: true, edits: [edit] };
}

/** The names of a file that nothing in it makes visible. */
interface Unbound {
  readonly file: string;
  readonly names: readonly UnboundName[];
}

/**
 * Names that are not bound at all: Nix refuses to read the file. Of modules, what every one can have is
 * the business of undefined-lib.
 */
function unbound(analysis: Analysis): readonly Unbound[] {
  const files = new Map<string, readonly UnboundName[]>();
  const library = libValue(analysis.base.input.interpreter);
  for (const { module, names } of analysis.systems.flatMap(unboundIn))
    files.set(
      module.file,
      names.filter(({ name }) => !isModuleName(name, library)),
    );
  for (const file of filesRead(analysis)) if (!files.has(file)) files.set(file, unboundInFile(file, analysis.base));
  return [...files].map(([file, names]) => ({ file, names }));
}

/**
 * Files that are read without being modules: the one that makes the system, and those that modules import themselves.
 */
function filesRead({ base, entryPoint }: Analysis): ReadonlySet<string> {
  const modules = base.evaluation.collection.modules.filter(({ doubt }) => doubt === undefined);
  const files = modules.flatMap(({ config }) => {
    const value = force(config.slot);
    return value.kind === 'attrs'
      ? [...value.entries.values()].flatMap(({ origin }) => (origin === undefined ? [] : [origin.file]))
      : [];
  });
  const own = new Set(modules.flatMap(({ file, wholeFile }) => (wholeFile ? [file] : [])));
  return new Set([entryPoint.entry, ...files].filter((file) => !own.has(file) && !isMadeUp(file)));
}

function variables(files: readonly Unbound[], analysis: Analysis): readonly Finding[] {
  return files.flatMap(({ file, names }) =>
    [...groupBy(names, ({ name }) => name)].map(([name, [first, ...others]]) =>
      finding({ file, ...first }, analysis, {
        code: 'missing-name',
        severity: analysis.entryPoint.fragment ? 'warning' : 'error',
        message: notDefined(name, file === analysis.entryPoint.entry),
        related: others.map(({ start, end }) => ({ file, start, end, message: l10n.t('used here too') })),
      }),
    ),
  );
}

function notDefined(name: string, isEntry: boolean): string {
  const what = l10n.t('`{0}` is not defined: Nix cannot read the file.', name);
  // What is often meant to come from the flake.
  return isEntry || !['inputs', 'self', 'outputs'].includes(name)
    ? what
    : l10n.t(
        '{0} A module gets it only if its head names it and `specialArgs = { inherit {1}; };` passes it.',
        what,
        name,
      );
}
