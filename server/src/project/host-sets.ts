// Systems of projects without a flake: files that make them by `eval-config.nix` or `nixos/default.nix`,
// one or a set of them by name.

import { apply } from '../eval/apply';
import type { Interpreter } from '../eval/interpreter';
import { parentFolder } from '../eval/paths';
import type { Site } from '../eval/site';
import { siteIn } from '../eval/site';
import { force } from '../eval/thunk';
import { EMPTY_ATTRS, type Value } from '../eval/values';
import type { SystemInput } from '../modules/system';
import { type EntryPoint, namedByConfiguration, systemEntry } from './entry-point';
import { hiveNodes, isHiveFile } from './hives';
import { outcomesOf } from './outcomes';
import { type MadeSystem, MODULE_ARGUMENTS, systemOf } from './systems';

/** Sets inside sets are looked into this far: `{ nixosConfigurations.laptop = …; }`. */
const DEPTH = 2;

/** More such files are no configuration but a collection. */
const MOST_FILES = 24;

/**
 * The files that may make systems without being part of a flake, those nearest to the root first. nixpkgs
 * itself is full of such files.
 * @param makers the files whose text says that they may.
 * @param elsewhere folders of flakes and of nixpkgs, each with a slash behind it.
 */
export function hostSetFiles(makers: readonly string[], elsewhere: readonly string[]): readonly string[] {
  const found = makers.filter((file) => !elsewhere.some((folder) => file.startsWith(folder)));
  return found.length > MOST_FILES ? [] : found.sort((a, b) => depthOf(a) - depthOf(b));
}

const depthOf = (file: string): number => file.split('/').length;

/** The systems that a file evaluates to; those made from the same modules elsewhere are left to whoever came first. */
export function hostSet(file: string, interpreter: Interpreter, facts: SystemInput['facts']): readonly EntryPoint[] {
  const site = siteIn(file, parentFolder(file));
  const found: EntryPoint[] = [];
  const look = (value: Value, path: readonly string[]): void => {
    for (const outcome of outcomesOf(value)) {
      const system = systemOf(outcome);
      if (system !== undefined) {
        const entry = systemEntry(system, path.join('.'), file, { kind: 'classic', path: file }, site);
        // Without modules it is the function that others call with theirs.
        if (entry?.kind === 'nixos' && hasModules(system))
          found.push(path.length === 0 ? { ...entry, host: null } : entry);
      } else if (outcome.kind === 'attrs' && path.length < DEPTH) {
        for (const [name, { slot }] of outcome.entries) look(force(slot), [...path, name]);
      }
    }
  };
  namedByConfiguration({ file, interpreter, facts, site }, () => {
    const value = called(interpreter.importFile(file), site);
    look(isHiveFile(file) ? hiveNodes(value, interpreter, site) : value, []);
  });
  return found;
}

function hasModules({ argument }: MadeSystem): boolean {
  return MODULE_ARGUMENTS.some((name) => {
    const modules = argument.get(name);
    const value = modules && force(modules);
    return value !== undefined && !(value.kind === 'list' && value.items.length === 0 && value.open === undefined);
  });
}

/** As `nix-build` does it: a function whose arguments all have defaults is called with none. */
function called(value: Value, site: Site): Value {
  const isOptional =
    value.kind === 'lambda' && value.code.formals?.every(({ fallback }) => fallback !== undefined) === true;
  return isOptional ? apply(value, EMPTY_ATTRS, site) : value;
}
