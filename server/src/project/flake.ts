// Hosts of a flake: its outputs evaluated with the inputs left opaque, or read where they lie on disk.

import { applyAll } from '../eval/apply';
import { update } from '../eval/collections';
import type { Interpreter } from '../eval/interpreter';
import { parentFolder } from '../eval/paths';
import { selectAttr } from '../eval/select';
import type { Site } from '../eval/site';
import { siteIn } from '../eval/site';
import { force, lazily } from '../eval/thunk';
import { AttrsValue, type Entry, OpaqueValue, PathValue, type Slot, type Value } from '../eval/values';
import { modulePath } from '../modules/module-path';
import type { SystemInput } from '../modules/system';
import type { ConfigRoot } from '../protocol/run';
import { aspectsIn } from './aspects';
import { type EntryPoint, type MadeOf, moduleFiles, namedByConfiguration, systemEntry } from './entry-point';
import { flakeOutputs } from './flake-outputs';
import { type KnownSource, knownSource } from './known-sources';
import { type InputSource, inputFolder, inputsOf, lockTimes } from './lock';
import { machinesOf, type TestPlace } from './machines';
import { type NamedSystem, ofOnePlatform, packagedSystems, systemsOf } from './named-systems';
import type { ProjectOutside } from './outside';

/** Flakes that are inputs of one another, deeper than this, go round in circles. */
const DEPTH_LIMIT = 8;

const CONFIGURATIONS = /\b(?:nixos|home)Configurations\b/;

/** What a flake defines, as far as it evaluates. */
export interface FlakeSystems {
  readonly hosts: readonly EntryPoint[];
  /** Those among its packages, which Nix finds by the names of hosts, too; of a flake that has no others. */
  packaged(): readonly EntryPoint[];
  /** Files that are modules of something else than NixOS and Home Manager: of flake-parts, of nix-darwin. */
  foreignModules(): ReadonlySet<string>;
  /** The machines of the tests among its checks. */
  testMachines(): readonly EntryPoint[];
  /** Modules of systems that stand in other modules, and which no host was seen to use. */
  aspects(): readonly EntryPoint[];
  /** Folders of templates, with a slash behind them. */
  templates(): readonly string[];
}

/** The systems that `<folder>/flake.nix` defines. */
export function flakeSystems(
  file: string,
  interpreter: Interpreter,
  outside: ProjectOutside,
  facts: SystemInput['facts'],
): FlakeSystems {
  const folder = parentFolder(file);
  const own = outside.evaluations.record();
  const { site, outputs, local } = readFlake({ folder, interpreter, outside, source: undefined, depth: 0 });
  const root: ConfigRoot = { kind: 'flake', path: folder };
  const locked = lockTimes(interpreter.loader.read(fileIn(folder, 'flake.lock')));
  const named = (look: () => readonly NamedSystem[]): readonly NamedSystem[] =>
    namedByConfiguration({ file, interpreter, facts, site }, look);
  const entry = ({ host, system }: NamedSystem): readonly EntryPoint[] => {
    const found = systemEntry(system, host, file, root, site);
    if (found === undefined) return [];
    const around = () => flakeOutputs(force(outputs), found.kind, host, interpreter, site);
    return [{ ...found, ...madeOf(found, local), locked, outputs: around }];
  };
  const made = named(() => systemsOf(force(outputs), interpreter, site));
  const hosts = made.flatMap(entry);
  return {
    hosts,
    // Who edits packages must not have the flake read again at each key.
    packaged: () =>
      hosts.length === 0 && interpreter.loader.says(file, CONFIGURATIONS)
        ? named(() => packagedSystems(force(outputs), site)).flatMap(entry)
        : [],
    foreignModules() {
      const darwin = made.flatMap(({ system }) =>
        system.kind === 'darwin' ? [moduleFiles(system.argument, file, interpreter, site)] : [],
      );
      const parts = own.flatMap((evaluation) => (evaluation.isCollected ? [evaluation.collection.files] : []));
      return new Set([...darwin, ...parts].flatMap((files) => [...files]));
    },
    testMachines: () => testMachines(force(outputs), { file, configRoot: root, site }),
    aspects: () => aspectsIn(own, interpreter),
    // A flake that is a template as a whole is a configuration, too.
    templates: () => [...templatesIn(force(outputs), site)].filter((folder) => !file.startsWith(folder)),
  };
}

/** Where a call does not say what it belongs to, it is what the flake has on this machine. */
const madeOf = ({ madeOf: made }: EntryPoint, { nixpkgs, homeManager }: MadeOf): Pick<EntryPoint, 'madeOf'> =>
  made === undefined && nixpkgs === undefined && homeManager === undefined
    ? {}
    : { madeOf: { nixpkgs: made?.nixpkgs ?? nixpkgs, homeManager } };

/** The machines of the tests that the flake checks on one architecture: on the others they are the same. */
function testMachines(outputs: Value, place: Omit<TestPlace, 'name'>): readonly EntryPoint[] {
  const tests = ofOnePlatform(selectAttr(outputs, 'checks', place.site), place.site);
  return tests?.kind !== 'attrs'
    ? []
    : [...tests.entries].flatMap(([name, { slot }]) => machinesOf(force(slot), { ...place, name }));
}

function* templatesIn(outputs: Value, site: Site): Iterable<string> {
  const templates = selectAttr(outputs, 'templates', site);
  const single = selectAttr(outputs, 'defaultTemplate', site);
  const all = templates.kind === 'attrs' ? [...templates.entries.values()].map(({ slot }) => force(slot)) : [];
  for (const template of [...all, single]) {
    const path = template.kind === 'attrs' ? selectAttr(template, 'path', site) : undefined;
    const folder = path === undefined ? undefined : modulePath(path);
    if (folder !== undefined) yield `${folder}/`;
  }
}

export interface FlakePlace {
  readonly folder: string;
  readonly interpreter: Interpreter;
  readonly outside: ProjectOutside;
  /** Whose input the flake is, for what its own inputs are; undefined for the flake itself. */
  readonly source: InputSource | undefined;
  readonly depth: number;
}

export interface Flake {
  readonly site: Site;
  readonly outputs: Slot;
  /** The flake as others see it. */
  readonly self: OpaqueValue;
  /** Folders of this machine among its inputs. */
  readonly local: MadeOf;
}

/** Calls `outputs` with the inputs and the flake itself. */
function readFlake(place: FlakePlace): Flake {
  const { folder, interpreter } = place;
  const file = fileIn(folder, 'flake.nix');
  if (place.source === undefined) interpreter.loader.admit?.(folder, false);
  const site = siteIn(file, folder);
  const flake = interpreter.importFile(file);
  const fn = selectAttr(flake, 'outputs', site);
  const declared = selectAttr(flake, 'inputs', site);
  const names = new Set(declared.kind === 'attrs' ? declared.entries.keys() : []);
  if (fn.kind === 'lambda') for (const { name } of fn.code.formals ?? []) names.add(name);
  names.delete('self');
  const sources = place.source ?? inputsOf(interpreter.loader.read(fileIn(folder, 'flake.lock')), declared);
  const inputs = new Map<string, Entry>();
  for (const name of names)
    inputs.set(name, {
      slot: lazily(site, () => inputValue(name, sources.input(name), place, site)),
      origin: undefined,
    });
  const outputs = lazily(site, () => applyAll(fn, [all], site));
  // A flake is none of its own inputs: who walks through them all comes to an end.
  const self = flakeValue('self', folder, outputs, () => new AttrsValue(inputs), site);
  const all = new AttrsValue(new Map([...inputs, ['self', { slot: self, origin: undefined }]]));
  const local = (known: KnownSource): string | undefined => {
    const name = [...names].find((each) => knownSource('', each) === known && sources.input(each).path !== undefined);
    return name === undefined ? undefined : inputFolder(sources.input(name), name, folder);
  };
  const homeManager = local('home-manager');
  return { site, outputs, self, local: { nixpkgs: local('nixpkgs'), homeManager } };
}

/** An input: evaluated when it lies on disk, else what is known of it by its origin. */
function inputValue(name: string, source: InputSource, place: FlakePlace, site: Site): Value {
  const { interpreter, outside, folder, depth } = place;
  const at = outside.real?.folderOf(source, name) ?? inputFolder(source, name, folder);
  if (at !== undefined) interpreter.loader.admit?.(at, source.path === undefined);
  if (at !== undefined && interpreter.loader.kind(at, 'import') === 'directory') {
    if (!source.isFlake)
      return flakeValue(`inputs.${name}`, at, new AttrsValue(new Map()), () => new AttrsValue(new Map()), site);
    if (depth < DEPTH_LIMIT && interpreter.loader.kind(fileIn(at, 'flake.nix'), 'import') === 'file')
      return readFlake({ ...place, folder: at, source, depth: depth + 1 }).self;
  }
  return outside.sources.source(`inputs.${name}`, source.description, name, source);
}

/**
 * A flake as its users see it: its outputs, and where it lies. The outputs are looked at only when an
 * attribute of them is asked for.
 */
function flakeValue(path: string, folder: string, outputs: Slot, inputs: () => AttrsValue, site: Site): OpaqueValue {
  const own = (name: string): Slot | undefined =>
    name === 'outPath'
      ? new PathValue(folder)
      : name === 'inputs'
        ? inputs()
        : name === 'outputs'
          ? outputs
          : undefined;
  const resolve = (name: string): Slot | undefined => {
    const slot = own(name);
    if (slot !== undefined) return slot;
    const value = force(outputs);
    return value.kind === 'attrs' ? value.get(name) : undefined;
  };
  const whole = (): Value => {
    const entries = ['outPath', 'inputs', 'outputs'].flatMap((name): readonly [string, Entry][] => {
      const slot = own(name);
      return slot === undefined ? [] : [[name, { slot, origin: undefined }]];
    });
    return update(force(outputs), new AttrsValue(new Map(entries)), site);
  };
  return new OpaqueValue(path, 'plain', resolve, { whole, place: folder });
}

const fileIn = (folder: string, name: string): string => (folder === '/' ? `/${name}` : `${folder}/${name}`);
