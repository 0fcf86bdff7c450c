// missing-import: a file that is certainly imported is not there.
import type { Analysis } from '../analysis/analysis';
import type { Location } from '../base/span';
import { baseName, normalise, parentFolder } from '../eval/paths';
import type { AbsentImport } from '../modules/absent-import';
import type { System } from '../modules/system';
import type { Expr } from '../syntax/ast';
import { eachChild } from '../syntax/children';
import { type Finding, finding, isSomeones, type Severity } from './finding';
import { PAGE } from './pages/missing-import';
import { byPlace, soleSpecialisation } from './places';
import type { Rule, RuleSources } from './rule';

export const missingImport: Rule = {
  code: 'missing-import',
  page: PAGE,
  check(analysis, sources) {
    const absent = analysis.systems
      .filter(({ entry }) => entry?.doubt === undefined)
      .flatMap((system) => system.evaluation.collection.absent.map((one) => placed(one, system, sources)));
    return byPlace(absent, ({ place }) => place).flatMap(({ place, items }) => found(place, items, analysis, sources));
  },
};

interface Absent {
  readonly absent: AbsentImport;
  readonly system: System;
  readonly place: Location;
  /** As it is written, where it is written out. */
  readonly written: string | undefined;
}

function placed(absent: AbsentImport, system: System, sources: RuleSources): Absent {
  const literal = literalOf(absent, sources);
  if (literal !== undefined) return { absent, system, ...literal };
  const { site, from } = absent;
  const isOurs = site !== undefined && site.expr.end > site.expr.start;
  const place = isOurs ? { file: site.unit.file, start: site.expr.start, end: site.expr.end } : { file: from, start: 0, end: 0 };
  return { absent, system, place, written: undefined };
}

/** The path, where the importing file has it as a path of its own. */
function literalOf({ path, from }: AbsentImport, sources: RuleSources): { readonly place: Location; readonly written: string } | undefined {
  const folder = parentFolder(from);
  let found: { readonly place: Location; readonly written: string } | undefined;
  const search = (expr: Expr): void => {
    if (found !== undefined) return;
    const [text, ...more] = expr.kind === 'path' ? expr.parts : [];
    if (typeof text === 'string' && more.length === 0 && normalise(text.startsWith('/') ? text : `${folder}/${text}`) === path)
      found = { place: { file: from, start: expr.start, end: expr.end }, written: text };
    else eachChild(expr, search);
  };
  const tree = sources.parse(from);
  if (tree !== undefined) search(tree.root);
  return found;
}

function found(place: Location, items: readonly [Absent, ...Absent[]], analysis: Analysis, sources: RuleSources): readonly Finding[] {
  const [{ absent, written }] = items;
  const severity = severityOf(items[0], analysis, sources);
  if (severity === undefined) return [];
  const shown = written ?? baseName(absent.path);
  const isFolder = absent.file !== absent.path;
  return [
    finding(place, analysis, {
      code: 'missing-import',
      severity,
      message: isFolder
        ? `\`${shown}\` is imported, but there is no \`default.nix\` in it: Nix fails.`
        : `\`${shown}\` is imported, but there is no such file: Nix fails${severity === 'error' ? '' : ' unless it is there by then'}.`,
      specialisation: soleSpecialisation(items),
    }),
  ];
}

/** What people have each machine make for itself. */
const GENERATED = /^hardware(-configuration)?\.nix$/;

/**
 * Sure is what lies among the files of the configuration. What is far away, or comes about on the machine itself, may be there when Nix runs: a path
 * that is written out relative to its file is a warning, anything else is silent.
 */
function severityOf({ absent, written }: Absent, { entryPoint, files }: Analysis, sources: RuleSources): Severity | undefined {
  const folders = [entryPoint.entry, ...files].filter(isSomeones).map(parentFolder);
  const isInside = folders.some((folder) => absent.file.startsWith(folder === '/' ? folder : `${folder}/`));
  if (!isInside) return written?.startsWith('.') ? 'warning' : undefined;
  if (isIgnored(absent.file, sources)) return 'hint';
  return entryPoint.fragment || GENERATED.test(baseName(absent.file)) ? 'warning' : 'error';
}

/** Whether a `.gitignore` beside or above a file names it, as far as plain names, paths and stars go. */
function isIgnored(file: string, sources: RuleSources): boolean {
  for (let folder = parentFolder(file); folder !== '/'; folder = parentFolder(folder)) {
    const inside = file.slice(folder.length + 1);
    const lines = sources.read(`${folder}/.gitignore`)?.split('\n') ?? [];
    if (lines.some((line) => matches(line.trim(), inside))) return true;
  }
  return false;
}

/** @param inside the path of a file below the folder of the `.gitignore`. */
function matches(line: string, inside: string): boolean {
  const pattern = line.replace(/^\/|^\*\*\//, '').replace(/\/$/, '');
  if (pattern === '' || /^[#!]/.test(line)) return false;
  const isAnchored = line.startsWith('/') || pattern.includes('/');
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`${isAnchored ? '^' : '(^|/)'}${source}(/|$)`).test(inside);
}
