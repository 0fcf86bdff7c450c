// Which file takes in which as a module, as plain data.
import type { Location, Span } from '../../base/span';
import { importedFile } from '../../eval/loader';
import { isMadeUp, parentFolder } from '../../eval/paths';
import { force, sourceOf } from '../../eval/thunk';
import type { Entry, Value } from '../../eval/values';
import type { KeyedRef, ModuleRef } from '../../modules/load-module';
import { modulePath } from '../../modules/module-path';
import type { System } from '../../modules/system';
import type { Analysis } from '../analysis';

/** One file takes in another. */
export interface ModuleImport {
  /** The file that says so: of a module, or of the list of modules that makes a host. */
  readonly from: string;
  /** Whether it is such a list, which no module is. */
  readonly isHost: boolean;
  readonly to: string;
  /** The element of the list; undefined where it is not written out in that file. */
  readonly at: Span | undefined;
  /** The user whose home in a system takes it in. */
  readonly user: string | undefined;
  /** null: the base. */
  readonly specialisation: string | null;
}

/** What an analysis has to say of a file that takes part in it. */
export interface ImportReport {
  readonly host: string | null;
  /** What the names of files are relative to. */
  readonly folder: string;
  /** From or to the file, each place once. */
  readonly imports: readonly ModuleImport[];
}

export function importReport(analysis: Analysis, file: string): readonly ImportReport[] {
  const { entryPoint } = analysis;
  const found = new Map<string, ModuleImport>();
  for (const system of analysis.systems.flatMap((each) => [each, ...each.homeSystems]))
    for (const ref of system.evaluation.collection.refs) {
      const each = importOf(ref, system, analysis);
      if (each === undefined || (each.from !== file && each.to !== file)) continue;
      const key = [each.from, each.at?.start, each.at?.end, each.to].join('\n');
      // What the base takes in, its specialisations take in again.
      if (!found.has(key)) found.set(key, each);
    }
  const { kind, path } = entryPoint.configRoot;
  const folder = kind === 'flake' ? path : parentFolder(path);
  return [{ host: entryPoint.host, folder, imports: [...found.values()] }];
}

/** Which files a system takes in as modules, once for each time. */
export function filesOfRefs(system: System): readonly { readonly from: string; readonly to: string }[] {
  return system.evaluation.collection.refs.flatMap((ref) => {
    const to = fileOf(ref, system);
    return to === undefined ? [] : [{ from: ref.file, to }];
  });
}

function importOf(ref: KeyedRef, system: System, { entryPoint }: Analysis): ModuleImport | undefined {
  const to = fileOf(ref, system);
  const element = elementOf(ref);
  const isHost = ref.by !== undefined && entryPoint.roots.some((root) => importsOfRoot(root) === ref.by?.slot);
  // A host may be made in another file than the flake's.
  const from = isHost && element !== undefined ? element.file : ref.file;
  if (to === undefined || to === from || isMadeUp(from) || isMadeUp(to)) return undefined;
  const at = element?.file === from ? { start: element.start, end: element.end } : undefined;
  const { name: specialisation, input } = system;
  return { from, isHost: isHost && entryPoint.host !== null, to, at, user: input.prefix.at(-1), specialisation };
}

/** The list that makes a host. */
function importsOfRoot({ slot }: ModuleRef): Entry['slot'] | undefined {
  const root = force(slot);
  return root.kind === 'attrs' ? root.get('imports') : undefined;
}

/** The file that a module is, or that its value is written in. */
function fileOf({ slot }: KeyedRef, { input: { interpreter } }: System): string | undefined {
  const value = force(slot);
  const path = modulePath(value);
  return path === undefined ? writtenIn(value) : importedFile(path, interpreter.loader);
}

function writtenIn(value: Value): string | undefined {
  if (value.kind === 'lambda') return value.code.site.unit.file;
  if (value.kind !== 'attrs') return undefined;
  return [...value.entries.values()].find(({ origin }) => origin !== undefined)?.origin?.file;
}

/** Where a module is named. */
function elementOf({ slot, origin }: KeyedRef): Location | undefined {
  const source = sourceOf(slot);
  if (origin !== undefined) return { file: origin.file, start: origin.value.start, end: origin.value.end };
  return source && { file: source.unit.file, start: source.expr.start, end: source.expr.end };
}
