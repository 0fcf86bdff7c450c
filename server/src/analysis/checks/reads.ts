// Which options that a configuration declares itself it also reads: Nix evaluates no others, so what is
// wrong with them does not show.
import { memoOf } from '../../base/memo';
import { type Read, type ReadsOfFile, readsOf } from '../../lexical/config-reads';
import type { System } from '../../modules/system';
import type { Expr } from '../../syntax/ast';
import { optionsOf } from '../merge-points';

/** Where a definition of an option stands. */
interface Owner {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly option: readonly string[];
}

/**
 * Whether something that is evaluated for certain, or may be, reads an option: a path from the root of the system.
 * Options of NixOS count as read.
 */
export function isRead(system: System, path: readonly string[]): boolean {
  const option = ownOption(system, path);
  return option === undefined || reads(system).covers(option, path);
}

/** Whether an option is one of the configuration itself, or lies in one. */
export const isOwnOption = (system: System, path: readonly string[]): boolean => ownOption(system, path) !== undefined;

/**
 * Whether an option of the configuration is declared in other files than those that set it: an
 * interface, which is there to be read.
 */
export function isDeclaredApart(system: System, path: readonly string[], setIn: readonly string[]): boolean {
  const option = ownOption(system, path);
  const node = option && system.evaluation.node(option);
  return node?.kind === 'option' && node.declaration?.files.every((file) => !setIn.includes(file)) === true;
}

/**
 * The path of the configuration's own option that a path is or lies in; undefined for options of NixOS and
 * Home Manager, and unknown ones.
 */
function ownOption({ evaluation }: System, path: readonly string[]): readonly string[] | undefined {
  for (let length = 1; length <= path.length; length++) {
    const at = path.slice(0, length);
    const node = evaluation.node(at);
    if (node.kind === 'option') {
      const isTheirs =
        evaluation.input.facts.at(at).fact.kind === 'option' || evaluation.input.builtin.has(at.join('.'));
      return isTheirs || node.declaration === undefined ? undefined : at;
    }
  }
  return undefined;
}

const reads: (system: System) => Reads = memoOf((system) => new Reads(system));

class Reads {
  private readonly active: readonly Read[];
  private readonly names = new Set<string>();
  /** `config` is handed on as a whole: any name may be read of it. */
  private isOpen = false;

  constructor(system: System) {
    const files = filesOf(system);
    for (const { names } of files) for (const name of names) this.names.add(name);
    const owners = ownersIn(system);
    const pending = new Map(
      files.flatMap(({ file, reads: all }) => all.map((read) => [read, ownerOf(read, file, owners)] as const)),
    );
    const active: Read[] = [];
    // What only an option reads that nobody reads is not read either.
    for (let grown = true; grown; ) {
      grown = false;
      for (const [read, owner] of pending) {
        if (owner !== undefined && !active.some((known) => touches(known.path, owner))) continue;
        pending.delete(read);
        active.push(read);
        grown = true;
      }
    }
    this.active = active;
    this.isOpen = active.some(({ path }) => path.length === 0);
  }

  covers(option: readonly string[], path: readonly string[]): boolean {
    if (this.isOpen && this.names.has(path.at(-1) ?? '')) return true;
    return this.active.some((read) => read.path.length > 0 && touches(read.path, option));
  }
}

/** Whether one path leads to the other. */
function touches(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  return length > 0 && a.slice(0, length).every((name, i) => name === b[i]);
}

function filesOf({ evaluation }: System): readonly (ReadsOfFile & { readonly file: string })[] {
  const { loader } = evaluation.input.interpreter;
  const files = new Set([...evaluation.collection.files, ...evaluation.collection.modules.map(({ file }) => file)]);
  return [...files].flatMap((file) => {
    const root: Expr | undefined = loader.parse(file)?.root;
    return root === undefined ? [] : [{ file, ...readsOf(root) }];
  });
}

function ownersIn(system: System): readonly Owner[] {
  return optionsOf(system).flatMap(({ path, raws }) => {
    const option = ownOption(system, path);
    if (option === undefined) return [];
    return raws.flatMap(({ entry: { origin } }): Owner[] =>
      origin === undefined ? [] : [{ file: origin.file, start: origin.value.start, end: origin.value.end, option }],
    );
  });
}

function ownerOf({ at }: Read, file: string, owners: readonly Owner[]): readonly string[] | undefined {
  return owners.find((owner) => owner.file === file && owner.start <= at && at < owner.end)?.option;
}
