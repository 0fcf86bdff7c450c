// What the outputs of a flake say around one of its systems: which others there are, and which programs that deploy
// fleets know it.
import type { Interpreter } from '../eval/interpreter';
import { selectAttr } from '../eval/select';
import type { Site } from '../eval/site';
import { force } from '../eval/thunk';
import type { Value } from '../eval/values';
import type { SystemKind } from '../modules/system-options';
import { hiveNodes } from './hives';
import { outcomesOf } from './outcomes';

export interface FlakeOutputs {
  /** The names of all configurations of that kind; undefined where there may be more. */
  readonly configurations: readonly string[] | undefined;
  /** Whether colmena has a node of that name; undefined where that is not known. */
  readonly colmena: boolean | undefined;
  /** Whether deploy-rs has a node of that name; undefined where that is not known. */
  readonly deployRs: boolean | undefined;
}

const OUTPUT: Readonly<Record<SystemKind, string>> = {
  nixos: 'nixosConfigurations',
  'home-manager': 'homeConfigurations',
};

/** @param outputs of the flake, evaluated. */
export function flakeOutputs(
  outputs: Value,
  kind: SystemKind,
  host: string,
  interpreter: Interpreter,
  site: Site,
): FlakeOutputs {
  const colmena = ['colmenaHive', 'colmena'].map((name) =>
    present(outputs, name, (hive) => inHive(hive, host, interpreter, site), site),
  );
  const nodes = (deploy: Value) => present(deploy, 'nodes', (all) => has(all, host), site);
  return {
    configurations: configurationsOf(outputs, OUTPUT[kind], site),
    colmena: colmena.includes(true) ? true : colmena.includes(undefined) ? undefined : false,
    deployRs: present(outputs, 'deploy', nodes, site),
  };
}

function inHive(hive: Value, host: string, interpreter: Interpreter, site: Site): boolean | undefined {
  return hive.kind === 'attrs' ? has(hiveNodes(hive, interpreter, site), host) : undefined;
}

/** Nix looks for what is named in a flake among its packages, too, before it takes it as it is. */
function configurationsOf(outputs: Value, output: string, site: Site): readonly string[] | undefined {
  const elsewhere = ['packages', 'legacyPackages'].map((name) =>
    present(outputs, name, (systems) => anywhere(systems, output), site),
  );
  if (elsewhere.some((found) => found !== false)) return undefined;
  return outputs.kind === 'attrs' && outputs.entries.has(output)
    ? allNames(selectAttr(outputs, output, site))
    : undefined;
}

/** The names in a set, where there can be no others. */
function allNames(value: Value): readonly string[] | undefined {
  const names = outcomesOf(value).map((set) =>
    set.kind === 'attrs' && set.open === undefined ? [...set.entries.keys()] : undefined,
  );
  return names.some((some) => some === undefined)
    ? undefined
    : [...new Set(names.flatMap((some) => some ?? []))].sort();
}

/** Whether a set has a name; undefined where that is not known. */
function has(value: Value, name: string): boolean | undefined {
  if (value.kind !== 'attrs') return undefined;
  return value.entries.has(name) ? true : value.open === undefined ? false : undefined;
}

/** What is said of an attribute, if it is there: not there is no. */
function present(
  set: Value,
  name: string,
  say: (value: Value) => boolean | undefined,
  site: Site,
): boolean | undefined {
  const isThere = has(set, name);
  return isThere === true ? say(selectAttr(set, name, site)) : isThere;
}

/** Whether any of several sets has a name. */
function anywhere(sets: Value, name: string): boolean | undefined {
  if (sets.kind !== 'attrs' || sets.open !== undefined) return undefined;
  const found = [...sets.entries.values()].map(({ slot }) => has(force(slot), name));
  return found.includes(true) ? true : found.includes(undefined) ? undefined : false;
}
