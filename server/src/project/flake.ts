// Hosts of a flake: its outputs evaluated with the inputs left opaque.

import { applyAll } from '../eval/apply';
import { Code } from '../eval/code';
import type { Interpreter } from '../eval/interpreter';
import { parentFolder } from '../eval/paths';
import { selectAttr } from '../eval/select';
import { force, lazily } from '../eval/thunk';
import { AttrsValue, attrs, type Entry, OpaqueValue, PathValue, type Slot, type Value } from '../eval/values';
import type { SystemKind } from '../modules/system';
import type { EntryPoint } from './entry-point';
import { input, MODULES_PATH, SYSTEM_MARKER } from './opaque';

const OUTPUTS: readonly { readonly attribute: string; readonly kind: SystemKind }[] = [
  { attribute: 'nixosConfigurations', kind: 'nixos' },
  { attribute: 'homeConfigurations', kind: 'home-manager' },
];

/** The systems that `<folder>/flake.nix` defines, as far as they evaluate. */
export function flakeHosts(file: string, interpreter: Interpreter): readonly EntryPoint[] {
  const folder = parentFolder(file);
  const site = new Code({ kind: 'error', start: 0, end: 0 }, { file, folder }, undefined);
  const outputs = outputsOf(interpreter.importFile(file), folder, interpreter, site);
  return OUTPUTS.flatMap(({ attribute, kind }) => {
    const systems = selectAttr(outputs, attribute, site);
    if (systems.kind !== 'attrs') return [];
    return [...systems.entries].flatMap(([host, { slot }]) => {
      const argument = systemArgument(force(slot), kind);
      return argument === undefined ? [] : [entryPoint(kind, host, file, argument, site)];
    });
  });
}

/** Calls `outputs` with opaque inputs and itself. */
function outputsOf(flake: Value, folder: string, interpreter: Interpreter, site: Code): Value {
  const outputs = selectAttr(flake, 'outputs', site);
  const declared = selectAttr(flake, 'inputs', site);
  const names = new Set(declared.kind === 'attrs' ? declared.entries.keys() : []);
  if (outputs.kind === 'lambda') for (const { name } of outputs.code.formals ?? []) names.add(name);
  names.delete('self');
  const inputs = new Map<string, Entry>([...names].map((name) => [name, { slot: input(interpreter, name), origin: undefined }]));
  const result = lazily(site, () => applyAll(outputs, [all], site));
  const self = new OpaqueValue('self', 'plain', (name): Slot | undefined => {
    if (name === 'outPath') return new PathValue(folder);
    if (name === 'inputs') return all;
    const value = force(result);
    return value.kind === 'attrs' ? value.get(name) : undefined;
  });
  const all = new AttrsValue(inputs.set('self', { slot: self, origin: undefined }));
  return force(result);
}

/** What `nixosSystem` was called with, if the value came from it. */
function systemArgument(value: Value, kind: SystemKind): AttrsValue | undefined {
  const marker = value.kind === 'attrs' ? value.get(SYSTEM_MARKER) : undefined;
  const made = marker === undefined ? undefined : force(marker);
  const argument = made?.kind === 'attrs' ? made.get(kind) : undefined;
  const given = argument === undefined ? undefined : force(argument);
  return given?.kind === 'attrs' ? given : undefined;
}

function entryPoint(kind: SystemKind, host: string, file: string, argument: AttrsValue, site: Code): EntryPoint {
  const modules = argument.get('modules');
  const given = selectAttr(argument, kind === 'nixos' ? 'specialArgs' : 'extraSpecialArgs', site);
  const entries = new Map<string, Entry>([['modulesPath', { slot: MODULES_PATH, origin: undefined }]]);
  if (given.kind === 'attrs') for (const [name, entry] of given.entries) entries.set(name, entry);
  const open = given.kind === 'attrs' ? given.open : given.kind === 'unknown' ? given : undefined;
  return {
    kind,
    host,
    entry: file,
    configRoot: { kind: 'flake', path: parentFolder(file) },
    roots: modules === undefined ? [] : [{ slot: attrs([['imports', modules]]), file, scope: 'parent' }],
    specialArgs: new AttrsValue(entries, open),
    fragment: false,
  };
}
