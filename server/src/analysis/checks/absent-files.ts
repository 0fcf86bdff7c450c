// Imports that lead nowhere: where they stand, and how sure it is that Nix finds nothing there either.
import type { Location } from '../../base/span';
import { isMadeUp, normalise, parentFolder } from '../../eval/paths';
import { isInStore } from '../../eval/store';
import type { AbsentImport } from '../../modules/absent-import';
import type { System } from '../../modules/system';
import type { Expr } from '../../syntax/ast';
import { eachChild } from '../../syntax/children';
import type { Analysis } from '../analysis';

export interface AbsentFile {
  readonly system: System;
  readonly place: Location;
  /** The path as it is written, where it is written out; otherwise its last step. */
  readonly shown: string;
  /** A folder is there, but no `default.nix` in it. */
  readonly isFolder: boolean;
  /** `ignored`: a `.gitignore` names it, so it may exist elsewhere. */
  readonly proof: 'certain' | 'likely' | 'ignored';
}

/** What people have each machine make for itself. */
const GENERATED = /\/hardware(-configuration)?\.nix$/;

/**
 * The imports of the base and its specialisations that lead nowhere, but for those to places
 * that this machine need not have.
 */
export function absentFiles(analysis: Analysis): readonly AbsentFile[] {
  const { base, systems, entryPoint } = analysis;
  const absent = systems.flatMap((system) => {
    if (system.entry?.doubt !== undefined) return [];
    return system.evaluation.collection.absent.map((found) => ({ found, system }));
  });
  if (absent.length === 0) return [];
  const folders = [entryPoint.entry, ...analysis.files]
    .filter((file) => !isMadeUp(file) && !isInStore(file))
    .map(parentFolder);
  return absent.flatMap(({ found, system }) => {
    // A path in text that is not Nix is most likely half-typed.
    if (!isMadeUp(found.from) && (base.input.interpreter.loader.parse(found.from)?.errors.length ?? 0) > 0) return [];
    const literal = literalOf(found, system);
    const proof = proofOf(found, literal?.written, analysis, folders);
    if (proof === undefined) return [];
    const shown = literal?.written ?? found.path.slice(found.path.lastIndexOf('/') + 1);
    return [{ system, place: literal?.place ?? placeOf(found), shown, isFolder: found.file !== found.path, proof }];
  });
}

/**
 * Sure is what lies among the files of the configuration. What is far away, or comes about on the machine itself, may
 * be there when Nix runs: likely where the path is written relative to its file, and nothing is known otherwise.
 */
function proofOf(
  { file }: AbsentImport,
  written: string | undefined,
  { entryPoint, base }: Analysis,
  folders: readonly string[],
): AbsentFile['proof'] | undefined {
  const isInside = folders.some((folder) => file.startsWith(folder === '/' ? folder : `${folder}/`));
  if (!isInside) return written?.startsWith('.') ? 'likely' : undefined;
  if (isIgnored(file, (path) => base.input.interpreter.loader.read(path))) return 'ignored';
  return entryPoint.fragment || GENERATED.test(file) ? 'likely' : 'certain';
}

/** The path where the importing file has it as a path of its own. */
function literalOf(
  { path, from }: AbsentImport,
  { input }: System,
): { readonly place: Location; readonly written: string } | undefined {
  const folder = parentFolder(from);
  let found: { readonly place: Location; readonly written: string } | undefined;
  const search = (expr: Expr): void => {
    if (found !== undefined) return;
    const [text, ...more] = expr.kind === 'path' ? expr.parts : [];
    if (
      typeof text === 'string' &&
      more.length === 0 &&
      normalise(text.startsWith('/') ? text : `${folder}/${text}`) === path
    )
      found = { place: { file: from, start: expr.start, end: expr.end }, written: text };
    else eachChild(expr, search);
  };
  const tree = isMadeUp(from) ? undefined : input.interpreter.loader.parse(from);
  if (tree !== undefined) search(tree.root);
  return found;
}

function placeOf({ site, from }: AbsentImport): Location {
  if (site === undefined || site.expr.end === site.expr.start) return { file: from, start: 0, end: 0 };
  return { file: site.unit.file, start: site.expr.start, end: site.expr.end };
}

/** Whether a `.gitignore` beside or above a file names it, as far as plain names, paths and stars go. */
function isIgnored(file: string, read: (path: string) => string | undefined): boolean {
  for (let folder = parentFolder(file); folder !== '/'; folder = parentFolder(folder)) {
    const inside = file.slice(folder.length + 1);
    const lines = read(`${folder}/.gitignore`)?.split('\n') ?? [];
    if (lines.some((line) => matches(line.trim(), inside))) return true;
  }
  return false;
}

/** @param inside the path of a file below the folder of the `.gitignore`. */
function matches(line: string, inside: string): boolean {
  const pattern = line.replace(/^(\/|\*\*\/)/, '').replace(/\/$/, '');
  // More stars take a regular expression too long, whoever writes them.
  if (pattern === '' || /^[#!]|\*[^*]+\*[^*]+\*/.test(line)) return false;
  const isAnchored = line.startsWith('/') || pattern.includes('/');
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`${isAnchored ? '^' : '(^|/)'}${source}(/|$)`).test(inside);
}
