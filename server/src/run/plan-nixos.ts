// Command lines for NixOS systems: nixos-rebuild for what must be built, the built system's own
// switch-to-configuration for what is.

import type { RunSpec } from '../protocol/run';
import { visible } from '../protocol/visible';
import type { ActionInfo } from './actions';
import { activationWarnings } from './activation-warnings';
import type { Draft } from './draft';
import { type Generation, type MachineFacts, type RunSettings, runningPart } from './machine';
import { commandProblem, flakeReference, quoted } from './names';

const NOT_NIXOS =
  'This machine does not run NixOS (no system profile and no nixos-rebuild), so nothing can be switched or rebuilt here.';

/** The command of a NixOS run, or a reason that holds on every machine. */
export function draftNixos(
  spec: RunSpec,
  info: ActionInfo,
  settings: RunSettings,
  machine: MachineFacts,
): Draft | string {
  return info.usesBuilt ? draftActivation(spec, settings, machine) : draftRebuild(spec, info, settings, machine);
}

/**
 * Activates, or previews, what is already built. Never by way of /run/current-system: inside a
 * specialisation that has no siblings.
 */
function draftActivation(spec: RunSpec, settings: RunSettings, machine: MachineFacts): Draft {
  const preview = spec.action === 'dry-activate';
  const name = spec.specialisation;
  const base = machine.system?.path ?? settings.systemProfile;
  const system = name === null ? base : `${base}/specialisation/${name}`;
  const command = elevated(
    [`${system}/bin/switch-to-configuration`, preview ? 'dry-activate' : 'test'],
    settings,
    machine,
  );
  return {
    argv: command.argv,
    needsRoot: true,
    explanation: preview ? previewText(name) : switchText(name),
    warnings: preview ? [] : [...switchWarnings(name, machine), ...foreseen(name, machine)],
    tool: 'activation',
    uses: ['systemProfile', 'elevate'],
    missing: missingSystem(name, machine, settings) ?? command.missing,
  };
}

function missingSystem(name: string | null, machine: MachineFacts, settings: RunSettings): Draft['missing'] {
  const generation = machine.system;
  if (generation === undefined) {
    return hasRebuild(machine, settings)
      ? { reason: `No built system was found at ${quoted(settings.systemProfile)}. Rebuild first.`, offerRebuild: true }
      : { reason: NOT_NIXOS };
  }
  if (name === null || generation.specialisations.has(name)) return undefined;
  const reason = `${quoted(name)} is not built yet: the newest generation ${builtNames(generation)}. Rebuild to build it and switch to it.`;
  return { reason, offerRebuild: true };
}

function builtNames(generation: Generation): string {
  const names = [...generation.specialisations.keys()].sort();
  return names.length === 0 ? 'has no specialisations' : `has ${names.map(quoted).join(', ')}`;
}

function switchText(name: string | null): string {
  const what = name === null ? 'Returns to the base system' : `Activates the specialisation ${quoted(name)}`;
  return `${what} of the newest built generation now, without building. What the machine boots into stays the same.`;
}

function previewText(name: string | null): string {
  const what = name === null ? 'the base system' : `the specialisation ${quoted(name)}`;
  return `Shows which services would be stopped, restarted or started by switching to ${what} of the newest built generation. Changes nothing.`;
}

function switchWarnings(name: string | null, machine: MachineFacts): readonly string[] {
  const running = runningPart(machine.system, machine.runningSystem);
  if (running.kind === 'other') {
    return machine.runningSystem === undefined
      ? []
      : [
          'The running system is not part of the newest generation: everything else that differs between them changes as well.',
        ];
  }
  const active = running.kind === 'base' ? null : running.name;
  return active === name ? [`${name === null ? 'The base system' : quoted(name)} is already active.`] : [];
}

function foreseen(name: string | null, machine: MachineFacts): readonly string[] {
  const path = name === null ? machine.system?.path : machine.system?.specialisations.get(name);
  return path === undefined ? [] : activationWarnings(path, machine);
}

/**
 * Builds with nixos-rebuild. A specialisation is passed only where nixos-rebuild takes one: with `boot` it
 * fails after setting the profile.
 */
function draftRebuild(spec: RunSpec, info: ActionInfo, settings: RunSettings, machine: MachineFacts): Draft | string {
  const problem = commandProblem(settings.rebuildCommand, 'nixosSpecialisations.rebuildCommand');
  if (problem !== undefined) return problem;
  const needsRoot = info.effect === 'changes-system' || info.effect === 'next-boot';
  const verb = spec.action === 'rebuild' ? 'switch' : spec.action;
  const argv = [
    ...settings.rebuildCommand,
    verb,
    ...(needsRoot && settings.elevate === 'nixos-rebuild' ? ['--sudo'] : []),
    ...rootArguments(spec, machine),
    ...(info.wholeSystem || spec.specialisation === null
      ? []
      : valueArguments('--specialisation', spec.specialisation)),
  ];
  const command =
    needsRoot && settings.elevate === 'sudo' ? elevated(argv, settings, machine) : { argv, missing: undefined };
  return {
    argv: command.argv,
    needsRoot,
    explanation: rebuildText(spec, machine),
    warnings: rebuildWarnings(spec, machine),
    tool: info.effect === 'builds' ? 'build' : 'rebuild',
    uses: needsRoot ? ['rebuildCommand', 'elevate'] : ['rebuildCommand'],
    missing: missingRebuild(machine, settings) ?? command.missing,
  };
}

function hasRebuild(machine: MachineFacts, settings: RunSettings): boolean {
  return machine.tools.has(settings.rebuildCommand[0] ?? '');
}

function missingRebuild(machine: MachineFacts, settings: RunSettings): Draft['missing'] {
  if (hasRebuild(machine, settings)) return undefined;
  return {
    reason:
      machine.system === undefined
        ? NOT_NIXOS
        : `${visible(settings.rebuildCommand[0] ?? '')} was not found on this machine.`,
  };
}

/**
 * Which configuration: a flake and its host, or a file. Without --no-flake an
 * /etc/nixos/flake.nix would win over a file.
 */
function rootArguments(spec: RunSpec, machine: MachineFacts): readonly string[] {
  const { kind, path } = spec.root;
  if (kind === 'flake') return ['--flake', flakeReference(path, spec.host)];
  // A file that makes systems itself, by name.
  if (spec.host !== null) return ['--file', path, ...valueArguments('--attr', spec.host)];
  return [
    ...(machine.hasDefaultFlake ? ['--no-flake'] : []),
    ...(path === '/etc/nixos/configuration.nix' ? [] : ['-I', `nixos-config=${path}`]),
  ];
}

/** A name that begins with a dash would be read as an option if it stood alone. */
function valueArguments(option: string, name: string): readonly string[] {
  return name.startsWith('-') ? [`${option}=${name}`] : [option, name];
}

function rebuildText(spec: RunSpec, machine: MachineFacts): string {
  const name = spec.specialisation;
  switch (spec.action) {
    case 'test':
      return `Builds the system and activates ${name === null ? 'it' : quoted(name)} now, without a boot entry: the next boot starts what it started before.`;
    case 'boot':
      return 'Builds the base system with all its specialisations and makes it the default of the next boot. Nothing changes until then.';
    case 'build':
      return name === null
        ? `Builds the base system with all its specialisations and links it at ${quoted(`${machine.folder}/result`)}. Changes nothing else.`
        : `Builds the base system with all its specialisations; this one is at ${quoted(`${machine.folder}/result/specialisation/${name}`)}. Changes nothing else.`;
    case 'build-vm':
      return `Builds a virtual machine of the base system; the program to start it is in ${quoted(`${machine.folder}/result/bin`)}.`;
    default:
      return name === null
        ? 'Builds the system, makes it the newest generation and the boot default, and activates it.'
        : `Builds the system, makes it the newest generation and activates ${quoted(name)}. With GRUB and recent systemd-boot it also becomes the boot default.`;
  }
}

function rebuildWarnings(spec: RunSpec, machine: MachineFacts): readonly string[] {
  const running = runningPart(machine.system, machine.runningSystem);
  const activates = spec.action === 'rebuild' || spec.action === 'test';
  if (!activates || running.kind !== 'specialisation' || running.name === spec.specialisation) return [];
  return [`The specialisation ${quoted(running.name)} is active now; this leaves it.`];
}

/** The same command with root's rights. Root itself needs no sudo where there is none. */
function elevated(
  argv: readonly string[],
  settings: RunSettings,
  machine: MachineFacts,
): Pick<Draft, 'argv' | 'missing'> {
  if (settings.elevate === 'none') return { argv };
  if (machine.sudo !== undefined) return { argv: [machine.sudo, ...argv] };
  if (machine.isRoot) return { argv };
  const reason =
    'This needs root, and sudo was not found. The setting nixosSpecialisations.elevate says how to become root.';
  return { argv: ['sudo', ...argv], missing: { reason } };
}
