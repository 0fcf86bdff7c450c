// What a system's modules say that is nothing Nix can take: no module, no option, or a value where options lie below.
import { memoOf } from '../../base/memo';
import type { Slot } from '../../eval/values';
import type { RawDefinition } from '../../modules/definition';
import type { ModuleProblem } from '../../modules/problem';
import type { Misfit } from '../../modules/shape';
import type { System } from '../../modules/system';
import { homesConfiguredBy, isAdded } from '../homes';
import type { InvalidValue, Misfitting } from './invalid-value';
import { invalidValuesIn, straysIn } from './invalid-values';
import { optionsBelow } from './options-below';

interface InSystem {
  /** The base, or the specialisation that brings it in. */
  readonly system: System;
  readonly proof: InvalidValue['proof'];
}

/** Something of a module that is in the way, whatever the options are. */
export type BadModule = InSystem &
  (
    | { readonly kind: 'problem'; readonly problem: ModuleProblem }
    | {
        readonly kind: 'stray-key';
        readonly path: readonly string[];
        readonly raw: RawDefinition;
        /** Among the settings of a submodule. */
        readonly isInside?: true;
      }
    /** A `config` that is no set. */
    | { readonly kind: 'config'; readonly misfit: Misfit }
  );

/** A value given to what is a set of options; the path is from the root of the system. */
export interface BadValue extends InSystem, Misfitting {
  readonly path: readonly string[];
  readonly slot: Slot;
  /** Nothing but the tables of NixOS and Home Manager says that options lie there. */
  readonly isTabled: boolean;
}

export interface Shapes {
  readonly modules: readonly BadModule[];
  readonly values: readonly BadValue[];
}

/** Of a base system, or of what a specialisation adds to it and to the homes of users. */
export const shapesIn: (system: System) => Shapes = memoOf((system) => {
  const owners = system.base === undefined ? [system] : [system, ...homesConfiguredBy(system)];
  const all = owners.map((owner) => shapesOf(owner, system));
  return {
    modules: [
      ...all.flatMap(({ modules }) => modules),
      ...straysIn(system).map((stray): BadModule => ({ ...stray, system, kind: 'stray-key', isInside: true })),
    ],
    values: [...all.flatMap(({ values }) => values), ...inSubmodules(system)],
  };
});

const inSubmodules = (system: System): readonly BadValue[] =>
  invalidValuesIn(system).flatMap(({ path, slot, proof, misfit }) =>
    misfit === undefined ? [] : [{ system, path, slot, proof, isTabled: false, ...misfit }],
  );

const LIKELY = { proof: 'likely' } as const;

/** A condition around a module in the list that a host is made of: a library in between may take it off. */
const isListedByHost = ({ raw: { module, wrappers } }: Misfit): boolean =>
  module.isRoot &&
  module.scope === 'base' &&
  wrappers.length > 0 &&
  module.config.origin === undefined &&
  !module.wholeFile;

function shapesOf(owner: System, system: System): Shapes {
  const { evaluation, input } = owner;
  const isOld = system.base === undefined ? () => false : (raw: RawDefinition): boolean => !isAdded(raw);
  const { entry } = system;
  const isSure = entry === undefined || (entry.doubt === undefined && entry.inheritParentConfig !== null);
  const found: InSystem = { system, proof: isSure ? 'certain' : 'likely' };
  const { misfits, strayKeys } = evaluation.misshapen(isOld);
  const { opaque, disabled } = evaluation.collection;
  // Another module might take NixOS's own options out and declare one in their place.
  const isRedeclared = opaque.length > 0 || disabled.size > 0;
  const inSystem = (path: readonly string[]): readonly string[] =>
    owner === system ? path : [...input.prefix, ...path];
  const problems = evaluation.collection.problems.filter(
    ({ scope }) => system.base === undefined || scope === 'specialisation',
  );
  return {
    modules: [
      ...problems.map((problem): BadModule => ({ ...found, kind: 'problem', problem })),
      ...strayKeys.map(({ path, raw }): BadModule => ({ ...found, kind: 'stray-key', path, raw })),
      ...misfits
        .filter(({ path }) => path.length === 0)
        .map((misfit): BadModule => ({ ...found, ...(isListedByHost(misfit) ? LIKELY : {}), kind: 'config', misfit })),
    ],
    values: misfits.flatMap(({ path, raw, whole, declared }): BadValue[] => {
      const { origin } = whole;
      if (path.length === 0 || origin === undefined) return [];
      const proof = isRedeclared || declared === 'renamed-facts' ? 'likely' : found.proof;
      const isTabled = declared !== 'modules';
      const below = (): ReturnType<typeof optionsBelow> => optionsBelow(evaluation, path);
      return [{ system, proof, path: inSystem(path), slot: raw.entry.slot, origin, isTabled, below }];
    }),
  };
}
