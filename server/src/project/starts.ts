// What evaluation that starts at a file leads to: a system, the machines of a test, or nothing, because
// the file is no module at all.
import { Code } from '../eval/code';
import type { Interpreter } from '../eval/interpreter';
import { baseName, parentFolder } from '../eval/paths';
import { force } from '../eval/thunk';
import { AttrsValue, type LambdaValue, type Slot, type Value } from '../eval/values';
import { makeArguments } from '../modules/arguments';
import { Evaluation } from '../modules/evaluation';
import { type Facts, NO_FACTS } from '../modules/facts';
import { applyModule } from '../modules/load-module';
import { MODULE_WORDS } from '../modules/module-parts';
import { mergeElements, readProperty } from '../modules/property';
import type { SystemInput } from '../modules/system';
import type { SystemKind } from '../modules/system-options';
import type { Expr } from '../syntax/ast';
import { eachChild } from '../syntax/children';
import { classicEntry, isUsualEntry } from './classic';
import type { EntryPoint } from './entry-point';
import { machinesOf } from './machines';
import { testOf } from './nixos-tests';
import { packages } from './opaque';
import { systemOf } from './systems';

export interface StartParts {
  readonly interpreter: Interpreter;
  readonly facts: SystemInput['facts'];
}

/** Files that are called so by what they are for, and it is none of the systems here. */
const ELSEWHERE: ReadonlySet<string> = new Set(['shell.nix', 'nix-on-droid.nix']);

/**
 * The entry points at a file that nobody uses. @param isFragment it may be a part of something that was not understood.
 */
export function startsAt(file: string, isFragment: boolean, { interpreter, facts }: StartParts): readonly EntryPoint[] {
  const entry = classicEntry(file, interpreter.loader, isFragment);
  if (isUsualEntry(file)) return [entry];
  if (ELSEWHERE.has(baseName(file))) return [];
  const alone = evaluationOf(entry, interpreter);
  const value = interpreter.importFile(file);
  const body = applyModule(value, (fn) => wanted(makeArguments(alone, fn), fn));
  if (testOf(body) !== undefined) {
    const site = new Code({ kind: 'error', start: 0, end: 0 }, { file, folder: parentFolder(file) }, undefined);
    return machinesOf(body, { file, name: baseName(file).replace(/\.nix$/, ''), configRoot: entry.configRoot, site });
  }
  if (isCalled(value) || !mayBeModule(body, () => writesSpecialisation(file, interpreter))) return [];
  return [{ ...entry, kind: kindOf(alone, facts) ?? entry.kind }];
}

/** A module given as a value, which some system takes in that was not found. @param file where it is written. */
export function fragmentOf(file: string, module: Slot, kind: SystemKind, interpreter: Interpreter): EntryPoint {
  return {
    ...classicEntry(file, interpreter.loader, true),
    kind,
    roots: modulesOf(module).map((slot) => ({ slot, file, scope: 'base' })),
  };
}

/** What is passed through an option before it gets to a system has no mkMerge around it any more. */
function modulesOf(slot: Slot): readonly Slot[] {
  const property = readProperty(force(slot));
  return property?.kind === 'merge'
    ? mergeElements(property.contents).elements.flatMap((element) => modulesOf(element.slot))
    : [slot];
}

/** A head without `...` takes what it names: what a file is for can be told all the same. */
function wanted(all: AttrsValue, { code }: LambdaValue): AttrsValue {
  if (code.ellipsis) return all;
  return new AttrsValue(
    new Map([...all.entries].filter(([name]) => code.formals?.some((formal) => formal.name === name))),
    all.open,
  );
}

/** A head that takes nothing but what it names, some of it by default, is for `nix-build` or `callPackage`. */
function isCalled(value: Value): boolean {
  if (value.kind !== 'lambda' || value.code.ellipsis) return false;
  return value.code.formals?.some(({ fallback }) => fallback !== undefined) === true;
}

/** The file alone, as a module of nobody knows what. */
function evaluationOf({ roots, specialArgs }: EntryPoint, interpreter: Interpreter): Evaluation {
  return new Evaluation({
    interpreter,
    roots,
    facts: NO_FACTS,
    prefix: [],
    label: 'start',
    specialArgs,
    builtin: new Map(),
    fixed: new Map(),
    moduleArgs: new Map([['pkgs', packages(interpreter)]]),
    freeform: undefined,
    closed: false,
  });
}

/**
 * Whether a value can be what a module says. Options have no functions at the top, so a set with some is a library, and
 * one with a list of modules is what `nixosSystem` is called with.
 * @param isLikely asked where that cannot be told.
 */
function mayBeModule(body: Value, isLikely: () => boolean): boolean {
  switch (body.kind) {
    case 'attrs':
      return (
        systemOf(body) === undefined &&
        !isList(body.get('modules')) &&
        ![...body.entries].some(([name, { slot }]) => !MODULE_WORDS.has(name) && isFunction(force(slot)))
      );
    case 'opaque':
      return body.trait !== 'package' && isLikely();
    case 'unknown':
    case 'choice':
    case 'error':
      return isLikely();
    default:
      return false;
  }
}

const isList = (slot: Slot | undefined): boolean => slot !== undefined && force(slot).kind === 'list';
const isFunction = ({ kind }: Value): boolean => kind === 'lambda' || kind === 'primop';

/** Whether a file defines something called `specialisation`, rather than naming it in a text or reading it. */
function writesSpecialisation(file: string, { loader }: Interpreter): boolean {
  const pending: Expr[] = [];
  const root = loader.parse(file)?.root;
  if (root !== undefined) pending.push(root);
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    if (expr.kind === 'attrs' && expr.bindings.some(namesSpecialisation)) return true;
    eachChild(expr, (child) => void pending.push(child));
  }
  return false;
}

type Attrs = Extract<Expr, { kind: 'attrs' }>;

const namesSpecialisation = (binding: Attrs['bindings'][number]): boolean =>
  (binding.kind === 'binding' ? binding.path : binding.names).some(
    (name) => name.kind === 'static' && name.name === 'specialisation',
  );

/** Options are told apart this deep: both kinds of system have a `programs.git`. */
const DEPTH = 4;

/** What kind of system has the options that a module defines; undefined where both have all of them. */
function kindOf(alone: Evaluation, facts: SystemInput['facts']): SystemKind | undefined {
  const counts = { nixos: 0, 'home-manager': 0 };
  const count = (path: readonly string[], depth: number): void => {
    for (const name of alone.level(path).names.keys()) {
      const at = [...path, name];
      if (at[0] === 'specialisation' && at.length === 2) {
        count([...at, 'configuration'], depth);
        continue;
      }
      const option = at[0] === 'specialisation' ? at.slice(3) : at;
      const nixos = standsIn(facts.nixos, option);
      const home = standsIn(facts['home-manager'], option);
      if (nixos !== home) counts[nixos ? 'nixos' : 'home-manager']++;
      else if (nixos && depth > 1) count(at, depth - 1);
    }
  };
  count([], DEPTH);
  if (counts.nixos === counts['home-manager']) return undefined;
  return counts.nixos > counts['home-manager'] ? 'nixos' : 'home-manager';
}

const standsIn = (facts: Facts, path: readonly string[]): boolean =>
  path.length === 0 || facts.at(path).fact.kind !== 'unknown';
