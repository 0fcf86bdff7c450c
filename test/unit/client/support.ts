// Machines, settings and specifications for the tests of planning.

import type { RunSpec } from '../../../server/src/protocol/run';
import type { Refusal, RunPlan } from '../../../server/src/run/draft';
import type { MachineFacts, RunSettings } from '../../../server/src/run/machine';
import { planRun } from '../../../server/src/run/plan';

export const SUDO = '/run/wrappers/bin/sudo';
export const PROFILE = '/nix/store/aaa-nixos-system-laptop';
export const HOME_PROFILE = '/nix/store/hhh-home-manager-generation';

export const SETTINGS: RunSettings = {
  rebuildCommand: ['nixos-rebuild'],
  homeManagerCommand: ['home-manager'],
  elevate: 'sudo',
  systemProfile: '/nix/var/nix/profiles/system',
  fromWorkspace: [],
};

/** A NixOS machine with the specialisations work and play, running the base of its newest generation. */
export const MACHINE: MachineFacts = {
  tools: new Set(['nixos-rebuild', 'home-manager']),
  sudo: SUDO,
  isRoot: false,
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
}

/** The plan; throws the reason when there is none. */
export function planned(of: RunSpec, { settings, machine }: Surroundings = {}): RunPlan {
  const plan = planRun(of, { ...SETTINGS, ...settings }, { ...MACHINE, ...machine });
  if (plan.kind === 'refused') throw new Error(plan.reason);
  return plan;
}

/** The refusal; throws when there is a plan. */
export function refused(of: RunSpec, { settings, machine }: Surroundings = {}): Refusal {
  const plan = planRun(of, { ...SETTINGS, ...settings }, { ...MACHINE, ...machine });
  if (plan.kind === 'plan') throw new Error(`planned: ${plan.argv.join(' ')}`);
  return plan;
}
