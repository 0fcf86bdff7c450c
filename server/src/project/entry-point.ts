import type { Interpreter } from '../eval/interpreter';
import { SOME_LINUX } from '../eval/lib/systems';
import { isMadeUp } from '../eval/paths';
import { selectAttr } from '../eval/select';
import type { Site } from '../eval/site';
import { force, sourceOf } from '../eval/thunk';
import { AttrsValue, attrs, type Entry, type Slot, unknown, type Value } from '../eval/values';
import { Defaults, type WholeValues } from '../modules/defaults';
import { Evaluation } from '../modules/evaluation';
import { NO_FACTS } from '../modules/facts';
import type { ModuleRef } from '../modules/load-module';
import { System, type SystemInput } from '../modules/system';
import type { SystemKind } from '../modules/system-options';
import type { ConfigRoot } from '../protocol/run';
import { stripParens } from '../syntax/ast';
import type { FlakeOutputs } from './flake-outputs';
import { MODULES_PATH, type Platform, packages, platformOf, platformOfPackages } from './opaque';
import { lookingInside, type MadeSystem, MODULE_ARGUMENTS, NIXPKGS } from './systems';

/** Folders of the sources whose functions make a system. */
export interface MadeOf {
  readonly nixpkgs?: string | undefined;
  readonly homeManager?: string | undefined;
}

/** Where the evaluation of one system starts. */
export interface EntryPoint {
  readonly kind: SystemKind;
  readonly host: string | null;
  /** The file evaluation starts at. */
  readonly entry: string;
  readonly configRoot: ConfigRoot;
  readonly roots: readonly ModuleRef[];
  readonly specialArgs: AttrsValue;
  /** What the call that makes the system is given. */
  readonly call?: AttrsValue;
  /** The sources whose functions make it, where they are known. */
  readonly madeOf?: MadeOf;
  /**
   * Whether the call that makes the system says itself what modules are called with: a
   * library that makes it may pass more.
   */
  readonly knowsArguments?: boolean;
  /** True when the file is probably only a part of some system that was not found: nothing in it is certain. */
  readonly fragment: boolean;
  /** When what declares the options was locked, in seconds since 1970; undefined where nothing says so. */
  readonly locked?: Readonly<Record<SystemKind, number | undefined>>;
  /** What else the flake says that makes it; evaluated when it is asked for. */
  outputs?(): FlakeOutputs;
  /** It is a machine of a test: there is nothing to switch or to rebuild. */
  readonly isTest?: true;
  /** The platform that the call names, for what `pkgs.stdenv` says of it where modules do not set it. */
  platform?(): Platform | undefined;
  /** The call that makes the system certainly names no platform: the modules have to. */
  readonly lacksPlatform?: boolean;
}

/** The entry point of a system that a call makes. */
export function systemEntry(
  { kind, argument }: MadeSystem,
  host: string,
  file: string,
  configRoot: ConfigRoot,
  site: Site,
): EntryPoint | undefined {
  if (kind === 'darwin') return undefined;
  const nixpkgs = folderIn(argument.get(NIXPKGS));
  return {
    kind,
    host,
    entry: file,
    configRoot,
    roots: rootsOf(argument, file),
    specialArgs: specialArgsOf(argument, kind === 'nixos' ? 'specialArgs' : 'extraSpecialArgs', site),
    call: argument,
    ...(nixpkgs !== undefined && { madeOf: { nixpkgs } }),
    knowsArguments: argument.open === undefined && isWrittenOut(argument),
    fragment: false,
    platform: () => platformBy(argument),
    lacksPlatform: argument.open === undefined && !['system', 'pkgs'].some((name) => isGiven(argument.get(name))),
  };
}

/**
 * Whether it stands in files of somebody's what a call gives, the arguments one by one. Those that modules of a flake
 * put together may be more than is seen.
 */
function isWrittenOut({ entries }: AttrsValue): boolean {
  return [...MODULE_ARGUMENTS, 'specialArgs', 'extraSpecialArgs'].every((name) => {
    const entry = entries.get(name);
    if (entry === undefined) return true;
    const source = sourceOf(entry.slot);
    if (entry.origin === undefined || isMadeUp(source?.unit.file ?? entry.origin.file)) return false;
    return MODULE_ARGUMENTS.includes(name) || (source?.expr ?? stripParens(entry.origin.value)).kind === 'attrs';
  });
}

function folderIn(slot: Slot | undefined): string | undefined {
  const value = slot && force(slot);
  return value?.kind === 'path' ? value.path : undefined;
}

const isGiven = (slot: Slot | undefined): boolean => slot !== undefined && force(slot).kind !== 'null';

function platformBy(argument: AttrsValue): Platform | undefined {
  const [system, pkgs] = [argument.get('system'), argument.get('pkgs')];
  return (system && platformOf(force(system))) ?? (pkgs && platformOfPackages(force(pkgs)));
}

function rootsOf(argument: AttrsValue, file: string): readonly ModuleRef[] {
  return MODULE_ARGUMENTS.flatMap((name): readonly ModuleRef[] => {
    const modules = argument.get(name);
    if (modules === undefined) return [];
    return [{ slot: attrs([['imports', modules]]), file, scope: 'base', isEverywhere: name === 'extraModules' }];
  });
}

function specialArgsOf(argument: AttrsValue, name: string, site: Site): AttrsValue {
  const given = selectAttr(argument, name, site);
  const entries = new Map<string, Entry>([['modulesPath', { slot: MODULES_PATH, origin: undefined }]]);
  const lib = argument.get('lib');
  if (lib !== undefined) entries.set('lib', { slot: lib, origin: undefined });
  if (given.kind === 'attrs') for (const [name, entry] of given.entries) entries.set(name, entry);
  const open = given.kind === 'attrs' ? given.open : given.kind === 'unknown' ? given : undefined;
  return new AttrsValue(entries, open);
}

/** The system that starts at an entry point, without its specialisations. @param whole see `Defaults`. */
export function baseSystem(
  entryPoint: EntryPoint,
  interpreter: Interpreter,
  facts: SystemInput['facts'],
  whole?: WholeValues,
): System {
  const { kind, roots, specialArgs } = entryPoint;
  const platform = (): Platform | undefined =>
    (kind === 'nixos' ? platformSet(system.evaluation) : undefined) ??
    entryPoint.platform?.() ??
    (kind === 'nixos' ? SOME_LINUX : undefined);
  const moduleArgs = new Map([['pkgs', packages(interpreter, 'pkgs', platform)]]);
  const knowsArguments = entryPoint.knowsArguments === true;
  const isWhole = !entryPoint.fragment && (entryPoint.call === undefined || knowsArguments);
  const defaults = new Defaults(false, whole);
  const own = { kind, interpreter, roots, specialArgs, moduleArgs, facts, defaults };
  const system = new System({ ...own, knowsArguments, isWhole, prefix: [] }, undefined, undefined);
  return system;
}

/** The options that say what packages are made for, the stronger first (nixos/modules/misc/nixpkgs.nix). */
const PLATFORM_OPTIONS: readonly (readonly string[])[] = [
  ['nixpkgs', 'hostPlatform'],
  ['nixpkgs', 'system'],
];

/** The platform that modules set, as far as that can be asked already. */
function platformSet(evaluation: Evaluation): Platform | undefined {
  for (const path of PLATFORM_OPTIONS) {
    const isEarly =
      evaluation.tooEarly(undefined) !== undefined || evaluation.failureAbove(path, undefined) !== undefined;
    if (isEarly || evaluation.question('value', path).isOpen || evaluation.raws(path).length === 0) continue;
    const platform = platformNamed(evaluation.read(path, undefined));
    if (platform !== undefined) return platform;
  }
  return undefined;
}

/** As `x86_64-linux`, or a set with nothing but that as `system`. */
function platformNamed(value: Value): Platform | undefined {
  const system = value.kind === 'attrs' && value.entries.size === 1 ? value.get('system') : undefined;
  return platformOf(system === undefined ? value : force(system));
}

/** Looks for systems, some of which are called by what they configure. @param file where they are looked for. */
export function namedByConfiguration<T>(
  {
    file,
    interpreter,
    facts,
    site,
  }: { file: string; interpreter: Interpreter; facts: SystemInput['facts']; site: Site },
  look: () => T,
): T {
  return lookingInside((system) => {
    const entry = systemEntry(system, '', file, { kind: 'classic', path: file }, site);
    return entry === undefined
      ? unknown('config', 'a configuration of nix-darwin')
      : baseSystem(entry, interpreter, facts).evaluation.config;
  }, look);
}

/** The files of the modules a system consists of, whatever their options mean. */
export function moduleFiles(
  argument: AttrsValue,
  file: string,
  interpreter: Interpreter,
  site: Site,
): ReadonlySet<string> {
  const evaluation = new Evaluation({
    interpreter,
    roots: rootsOf(argument, file),
    facts: NO_FACTS,
    prefix: [],
    label: 'modules',
    specialArgs: specialArgsOf(argument, 'specialArgs', site),
    builtin: new Map(),
    fixed: new Map(),
    moduleArgs: new Map([['pkgs', packages(interpreter)]]),
    freeform: undefined,
    closed: false,
  });
  return evaluation.collection.files;
}
