// From a list of modules to all modules of an evaluation: imports followed breadth first, each file once, disabled ones
// left out (lib/modules.nix, collectModules).

import { giveUp, inShare, spend } from '../eval/budget';
import type { Interpreter } from '../eval/interpreter';
import type { FileLoader } from '../eval/loader';
import { force, sourceOf } from '../eval/thunk';
import { type ErrorValue, type Slot, type UnknownValue, unknown } from '../eval/values';
import { type AbsentImport, absentImport } from './absent-import';
import type { Module, Scope } from './definition';
import { expand, importsOf, type ModuleFailure } from './imports';
import { type KeyedRef, type Loaded, loadModule, type MakeArguments, type ModuleRef } from './load-module';
import type { ModuleProblem, Problem } from './problem';
import type { Rename } from './renames';

/** What stands for modules that cannot be read: they may define anything. */
export interface OpaqueModule {
  /** What it is called where it is imported. */
  readonly name: string;
  readonly reason: UnknownValue;
  readonly scope: Scope;
}

export interface Collection {
  /** In the order in which definitions are merged. */
  readonly modules: readonly Module[];
  readonly opaque: readonly OpaqueModule[];
  /** Modules that certainly take part and that real Nix would reject, and why. */
  readonly problems: readonly ModuleProblem[];
  /** Files that are certainly imported and are not there. */
  readonly absent: readonly AbsentImport[];
  /**
   * What fails in modules that certainly take part, or in the imports of one: then nothing
   * of the evaluation has a value.
   */
  readonly failures: readonly ModuleFailure[];
  /** Every file that was read for a module. */
  readonly files: ReadonlySet<string>;
  /** The types modules give as `freeformType`. */
  readonly freeform: readonly Slot[];
  readonly renames: readonly Rename[];
  /** What modules take out again, by their keys. */
  readonly disabled: ReadonlySet<string>;
  /** Everything that names a module, in the order of imports; also where the module is there already. */
  readonly refs: readonly KeyedRef[];
}

/** What there is while modules are being collected. */
export const emptyCollection = (error: ErrorValue): Collection => ({
  modules: [],
  opaque: [{ name: 'imports', reason: unknown('error', error.message, error.site), scope: 'base' }],
  problems: [],
  absent: [],
  failures: [],
  files: new Set(),
  freeform: [],
  renames: [],
  disabled: new Set(),
  refs: [],
});

/** Imports nested deeper than this are taken for a runaway program. */
const DEPTH_LIMIT = 200;

export function collectModules(
  roots: readonly ModuleRef[],
  interpreter: Interpreter,
  makeArguments: MakeArguments,
): Collection {
  const { loader } = interpreter;
  const found = new Collected(loader);
  let queue: readonly KeyedRef[] = roots.flatMap((root, index) =>
    expand(root, `root-${index + 1} ${root.file}`, loader),
  );
  for (let depth = 0; queue.length > 0; depth++) {
    if (depth > DEPTH_LIMIT) {
      found.opaque.push({ name: 'imports', reason: giveUp('depth', 'imports nested too deeply'), scope: 'base' });
      break;
    }
    queue = queue.flatMap((ref) =>
      found.isNew(ref)
        ? inShare(() => found.add(spentModule(ref) ?? loadModule(ref, interpreter, makeArguments), ref))
        : [],
    );
  }
  return found.result();
}

/** What a module is when nothing is left to read it with: something that may define anything. */
function spentModule({ file }: KeyedRef): Loaded | undefined {
  const reason = spend(10);
  return reason && { kind: 'opaque', name: file, reason, error: undefined, file, read: undefined };
}

/** What is found on the way. */
class Collected {
  readonly opaque: OpaqueModule[] = [];
  private readonly absent: AbsentImport[] = [];
  private readonly modules: Module[] = [];
  private readonly problems: ModuleProblem[] = [];
  private readonly failures: ModuleFailure[] = [];
  private readonly files = new Set<string>();
  private readonly freeform: Slot[] = [];
  private readonly renames: Rename[] = [];
  private readonly disabled = new Set<string>();
  private readonly refs: KeyedRef[] = [];
  private readonly sure = new Set<string>();
  private readonly doubted = new Set<string>();

  constructor(private readonly loader: FileLoader) {}

  /** Whether a module is met for the first time, as far as its place tells. */
  isNew(ref: KeyedRef): boolean {
    this.refs.push(ref);
    return this.isFirst(ref.key, ref);
  }

  /** Whether a key is met for the first time; of a doubtful module that is there already it adds nothing. */
  private isFirst(key: string, { doubt }: Pick<KeyedRef, 'doubt'>): boolean {
    if (this.sure.has(key) || (doubt !== undefined && this.doubted.has(key))) return false;
    (doubt === undefined ? this.sure : this.doubted).add(key);
    return true;
  }

  /** Takes in a module and returns what it imports. */
  add(loaded: Loaded, ref: KeyedRef): readonly KeyedRef[] {
    const { scope, doubt, slot, by } = ref;
    if (loaded.kind === 'harmless') return [];
    if (loaded.kind === 'problem') {
      this.addProblem(loaded.problem, loaded.file, ref);
      return [];
    }
    if (loaded.read !== undefined) this.files.add(loaded.read);
    if (loaded.kind === 'opaque') {
      this.opaque.push({ name: loaded.name, reason: loaded.reason, scope });
      const absent = loaded.reason.code === 'import' ? absentImport(ref, this.loader) : undefined;
      if (absent !== undefined) this.absent.push(absent);
      // What fails may be the element of the list, and no module at all.
      const imports = force(slot).kind === 'error' ? by : undefined;
      if (loaded.error !== undefined && doubt === undefined)
        this.failures.push({ error: loaded.error, file: loaded.file, imports, takenIn: sourceOf(slot) ?? by });
      return [];
    }
    const { module, parts } = loaded;
    // A module may say itself which one it is, wherever it stands.
    if (module.key !== ref.key && !this.isFirst(module.key, ref)) return [];
    this.modules.push(module);
    for (const problem of parts.problems) this.addProblem(problem, module.file, ref);
    for (const key of parts.disabled) this.disabled.add(this.loader.spelling(key));
    if (parts.freeformType !== undefined) this.freeform.push(parts.freeformType);
    if (parts.rename !== undefined) this.renames.push(parts.rename);
    const imports = importsOf(module, parts, this.loader);
    for (const reason of imports.unknown) this.opaque.push({ name: 'imports', reason, scope });
    if (doubt === undefined) this.failures.push(...imports.failures);
    return imports.refs;
  }

  private addProblem(problem: Problem, file: string, { doubt, scope }: KeyedRef): void {
    if (doubt === undefined) this.problems.push({ ...problem, file, scope });
  }

  result(): Collection {
    const { opaque, absent, problems, failures, files, freeform, renames, disabled, refs } = this;
    // A module that takes part for sure stands for its doubtful double.
    const isActive = ({ key, doubt }: Module): boolean =>
      !disabled.has(key) && (doubt === undefined || !this.sure.has(key));
    return {
      modules: this.modules.filter(isActive).reverse(),
      opaque,
      absent,
      problems,
      failures,
      files,
      freeform,
      renames,
      disabled,
      refs,
    };
  }
}
