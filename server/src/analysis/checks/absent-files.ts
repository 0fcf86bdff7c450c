// Imports that lead nowhere: where they stand, and how sure it is that Nix finds nothing there either.
import type { Location } from '../../base/span';
import { relativePath } from '../../edits/relative-paths';
import type { FileLoader } from '../../eval/loader';
import { isMadeUp, LONGEST_PATH, normalise, parentFolder } from '../../eval/paths';
import { isInStore } from '../../eval/store';
import type { Origin } from '../../eval/values';
import { type AbsentImport, absentRead } from '../../modules/absent-import';
import type { System } from '../../modules/system';
import type { Expr } from '../../syntax/ast';
import { eachChild } from '../../syntax/children';
import type { Analysis } from '../analysis';
import { needingIn } from './broken';
import { switchedAt } from './switches';

export interface AbsentFile {
  readonly system: System;
  readonly place: Location;
  /** The path as it is written, where it is written out; otherwise as it could be, in the file of `place`. */
  readonly shown: string;
  /** A folder is there, but no `default.nix` in it. */
  readonly isFolder: boolean;
  /** `ignored`: a `.gitignore` names it, so it may exist elsewhere. */
  readonly proof: 'certain' | 'likely' | 'ignored';
  /** The option whose value needs it; undefined for a module. */
  readonly option: readonly string[] | undefined;
}

interface Missed {
  readonly found: AbsentImport;
  readonly system: System;
  /** Whether it is certain that somebody needs it. */
  readonly isSure: boolean;
  readonly option: AbsentFile['option'];
  /** The definition of the option. */
  readonly origin: Origin | undefined;
}

/** What people have each machine make for itself. */
const GENERATED = /\/hardware(-configuration)?\.nix$/;

/**
 * The imports of the base and its specialisations that lead nowhere, and files that values of options need, but for
 * those to places that this machine need not have.
 */
export function absentFiles(analysis: Analysis): readonly AbsentFile[] {
  const { base, systems, entryPoint } = analysis;
  const absent = systems.flatMap((system) => {
    if (system.entry?.doubt !== undefined) return [];
    return [
      ...system.evaluation.collection.absent.map(
        (found): Missed => ({ found, system, isSure: true, option: undefined, origin: undefined }),
      ),
      ...needingIn(system).flatMap(({ file, path, proof, declared }): readonly Missed[] => {
        const { origin, site } = file;
        const from = site?.unit.file ?? origin?.file;
        const found = from && absentRead(file.path, from, site, system.evaluation.input.interpreter.loader);
        const isOn = found === undefined || switchedAt(path, system) === 'on';
        const isSure = file.isSure && proof === 'certain' && !declared && isOn;
        return found ? [{ found, system, isSure, option: path, origin }] : [];
      }),
    ];
  });
  if (absent.length === 0) return [];
  const own = [entryPoint.entry, ...analysis.files].filter((file) => !isMadeUp(file) && !isInStore(file));
  const folders = [...new Set(own.map(parentFolder))];
  const { loader } = base.input.interpreter;
  const writtenIn = keyed((file: string) => writtenPaths(file, loader));
  const ignoredIn = keyed((folder: string) => ignoredPaths(loader.read(`${folder}/.gitignore`) ?? ''));
  return absent.flatMap(({ found, system, isSure, option, origin }) => {
    if (found.file.length > LONGEST_PATH) return [];
    // A path in text that is not Nix is most likely half-typed.
    if (!isMadeUp(found.from) && (loader.parse(found.from)?.errors.length ?? 0) > 0) return [];
    const literal = writtenIn(found.from).get(found.path);
    const proof = proofOf(found, literal?.written, analysis, folders, ignoredIn);
    if (proof === undefined) return [];
    const place = literal?.place ?? placeOf(found, origin);
    return [
      {
        system,
        place,
        shown: literal?.written ?? relativePath(parentFolder(place.file), found.path),
        isFolder: found.file !== found.path,
        proof: proof === 'certain' && !isSure ? 'likely' : proof,
        option,
      },
    ];
  });
}

/**
 * Sure is what lies among the files of the configuration. What is far away, or comes about on the machine itself, may
 * be there when Nix runs: likely where the path is written relative to its file, and nothing is known otherwise.
 */
function proofOf(
  { file }: AbsentImport,
  written: string | undefined,
  { entryPoint }: Analysis,
  folders: readonly string[],
  ignoredIn: (folder: string) => readonly RegExp[],
): AbsentFile['proof'] | undefined {
  const isInside = folders.some((folder) => file.startsWith(folder === '/' ? folder : `${folder}/`));
  if (!isInside) return written?.startsWith('.') ? 'likely' : undefined;
  if (isIgnored(file, ignoredIn)) return 'ignored';
  return entryPoint.fragment || GENERATED.test(file) ? 'likely' : 'certain';
}

interface WrittenPath {
  readonly place: Location;
  readonly written: string;
}

/** The paths that a file has as paths of their own, by what they lead to; of several the first. */
function writtenPaths(file: string, loader: FileLoader): ReadonlyMap<string, WrittenPath> {
  const folder = parentFolder(file);
  const found = new Map<string, WrittenPath>();
  const search = (expr: Expr): void => {
    const [written, ...more] = expr.kind === 'path' ? expr.parts : [];
    if (typeof written !== 'string' || more.length > 0) {
      eachChild(expr, search);
      return;
    }
    const path = normalise(written.startsWith('/') ? written : `${folder}/${written}`);
    if (!found.has(path)) found.set(path, { place: { file, start: expr.start, end: expr.end }, written });
  };
  const tree = isMadeUp(file) ? undefined : loader.parse(file);
  if (tree !== undefined) search(tree.root);
  return found;
}

/** What is asked again for the same key is answered from memory. */
function keyed<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

function placeOf({ site, from }: AbsentImport, origin: Origin | undefined): Location {
  if (site === undefined && origin !== undefined)
    return { file: origin.file, start: origin.key.start, end: origin.key.end };
  if (site === undefined || site.expr.end === site.expr.start) return { file: from, start: 0, end: 0 };
  return { file: site.unit.file, start: site.expr.start, end: site.expr.end };
}

/** Whether a `.gitignore` beside or above a file names it, as far as plain names, paths and stars go. */
function isIgnored(file: string, ignoredIn: (folder: string) => readonly RegExp[]): boolean {
  for (let folder = parentFolder(file); folder !== '/'; folder = parentFolder(folder)) {
    const inside = file.slice(folder.length + 1);
    if (ignoredIn(folder).some((pattern) => pattern.test(inside))) return true;
  }
  return false;
}

/** More lines, or longer ones, are no list that people keep. */
const MOST_LINES = 2000;
const LONGEST_LINE = 1000;

/** What the lines of a `.gitignore` match: paths below its folder. */
function ignoredPaths(text: string): readonly RegExp[] {
  return text
    .split('\n', MOST_LINES)
    .filter((line) => line.length <= LONGEST_LINE)
    .flatMap((line) => patternOf(line.trim()) ?? []);
}

function patternOf(line: string): RegExp | undefined {
  const pattern = line.replace(/^(\/|\*\*\/)/, '').replace(/\/$/, '');
  // More stars take a regular expression too long, whoever writes them.
  if (pattern === '' || /^[#!]|\*[^*]+\*[^*]+\*/.test(line)) return undefined;
  const isAnchored = line.startsWith('/') || pattern.includes('/');
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`${isAnchored ? '^' : '(^|/)'}${source}(/|$)`);
}
