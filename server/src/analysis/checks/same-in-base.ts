// What a definition of the base system says in a specialisation, too: looking at it there again tells nothing new.
import { memoOf } from '../../base/memo';
import type { FileLoader } from '../../eval/loader';
import { found } from '../../eval/origin';
import { type ArgumentNeeds, argumentNeeds } from '../../lexical/argument-needs';
import { CONFIGURATIONS } from '../../lexical/config-reads';
import type { Module, RawDefinition } from '../../modules/definition';
import type { System } from '../../modules/system';

/** Arguments that every system of a configuration gives alike. */
const SAME = ['lib', 'pkgs', 'modulesPath'];

/**
 * Tells whether a definition certainly says in the specialisations of a base system what it says in the base, as
 * written: it needs nothing of the configuration.
 */
export const sameInBase: (base: System) => (raw: RawDefinition) => boolean = memoOf((base) => sameIn(base));

function sameIn({ evaluation: { input } }: System): (raw: RawDefinition) => boolean {
  const given = new Set([...SAME, ...input.specialArgs.entries.keys()]);
  for (const own of CONFIGURATIONS) given.delete(own);
  const known = new Map<Module, Values>();
  const valuesOf = (module: Module): Values => {
    const values = known.get(module) ?? valuesIn(module, input.interpreter.loader);
    known.set(module, values);
    return values;
  };
  return ({ module, entry: { origin }, ready }) => {
    if (ready !== undefined || origin === undefined) return false;
    const { file, value, inherited, parts = [value] } = found(origin);
    if (inherited || file !== module.file) return false;
    const values = valuesOf(module);
    return parts.every(({ end }) => {
      const needs = values.get(end);
      return needs !== undefined && (needs.size === 0 || [...needs].every((name) => given.has(name)));
    });
  };
}

type Values = ArgumentNeeds['values'];

const NO_VALUES: Values = new Map();

/** None for what is no file that the base system takes in as it is. */
function valuesIn({ scope, doubt, isValue, wholeFile, file, head }: Module, loader: FileLoader): Values {
  if (scope !== 'base' || doubt !== undefined || isValue || !wholeFile) return NO_VALUES;
  const tree = loader.parse(file);
  const needs = tree && argumentNeeds(tree.root);
  return needs === undefined || needs.head !== head ? NO_VALUES : needs.values;
}
