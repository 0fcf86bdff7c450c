// Machines, settings and specifications for the tests of planning.

import type { RunSpec } from '../../../server/src/protocol/run';
import type { MachineFacts, Program } from '../../../server/src/run/machine/facts';
import type { Refusal, RunPlan } from '../../../server/src/run/plan/draft';
import { planRun } from '../../../server/src/run/plan/plan';
import { DEFAULT_SETTINGS, type RunSettings } from '../../../server/src/run/settings';
import type { KnownConfiguration } from '../../../server/src/run/warnings/known';

export const SUDO = '/run/wrappers/bin/sudo';
export const PROFILE = '/nix/store/aaa-nixos-system-laptop';
export const HOME_PROFILE = '/nix/store/hhh-home-manager-generation';

export const SETTINGS = DEFAULT_SETTINGS;

/** Programs that were found, in one folder. */
export function programs(...names: readonly string[]): ReadonlyMap<string, Program> {
  return new Map(names.map((name) => [name, { name, path: `/run/current-system/sw/bin/${name}` }]));
}

/** A NixOS machine with the specialisations work and play, running the base of its newest generation. */
export const MACHINE: MachineFacts = {
  host: 'laptop',
  user: 'me',
  release: undefined,
  programs: programs('nixos-rebuild', 'home-manager'),
  sudo: SUDO,
  run0: undefined,
  isRoot: false,
  generations: [],
  available: ['play', 'work'],
  loader: undefined,
  isHomeService: false,
  startedSystem: undefined,
  marker: undefined,
  system: generation(PROFILE, 'work', 'play'),
  home: { ...generation(HOME_PROFILE, 'work'), knowsDriverVersion: true },
  homeProfile: '/home/me/.local/state/nix/profiles/home-manager',
  runningSystem: PROFILE,
  bootedSystem: PROFILE,
  details: new Map(),
  runningHome: HOME_PROFILE,
  hasDefaultFlake: false,
  folder: '/home/me/config',
  isOutside: false,
};

export function generation(path: string, ...names: readonly string[]) {
  return { path, specialisations: new Map(names.map((name) => [name, realPathOf(name)])), knowsDriverVersion: false };
}

export function realPathOf(name: string): string {
  return `/nix/store/bbb-${name}`;
}

export const FLAKE: RunSpec['root'] = { kind: 'flake', path: '/home/me/config' };

/** A specification for the specialisation "work" of a flake, changed as told. */
export function spec(changes: Partial<RunSpec> = {}): RunSpec {
  return { action: 'switch', system: 'nixos', host: null, specialisation: 'work', root: FLAKE, ...changes };
}

export interface Surroundings {
  readonly settings?: Partial<RunSettings>;
  readonly machine?: Partial<MachineFacts>;
  readonly known?: KnownConfiguration;
}

/** The plan; throws the reason when there is none. */
export function planned(of: RunSpec, { settings, machine, known }: Surroundings = {}): RunPlan {
  const plan = planRun(of, { ...SETTINGS, ...settings }, { ...MACHINE, ...machine }, known);
  if (plan.kind === 'refused') throw new Error(plan.reason);
  return plan;
}

/** The refusal; throws when there is a plan. */
export function refused(of: RunSpec, { settings, machine, known }: Surroundings = {}): Refusal {
  const plan = planRun(of, { ...SETTINGS, ...settings }, { ...MACHINE, ...machine }, known);
  if (plan.kind === 'plan') throw new Error(`planned: ${plan.steps.map(({ argv }) => argv.join(' ')).join(' && ')}`);
  return plan;
}

/** The commands of a run, one after another. */
export function commandsOf(of: RunSpec, around: Surroundings = {}): readonly (readonly string[])[] {
  return planned(of, around).steps.map(({ argv }) => argv);
}

/** The sentences of its warnings. */
export function warningsOf(of: RunSpec, around: Surroundings = {}): readonly string[] {
  return planned(of, around).warnings.map(({ message }) => message);
}
