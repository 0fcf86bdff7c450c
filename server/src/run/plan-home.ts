// Command lines for Home Manager: `home-manager` for what must be built, the generation's own `activate` for what is.

import type { RunSpec } from '../protocol/run';
import { visible } from '../protocol/visible';
import type { ActionInfo } from './actions';
import type { Draft } from './draft';
import { type MachineFacts, type RunSettings, runningPart } from './machine';
import { commandProblem, flakeReference, quoted } from './names';

/** The command of a Home Manager run, or a reason that holds on every machine. */
export function draftHome(
  spec: RunSpec,
  info: ActionInfo,
  settings: RunSettings,
  machine: MachineFacts,
): Draft | string {
  if (!info.home) return `Home Manager cannot do this: ${info.title('a home configuration').toLowerCase()}.`;
  return info.usesBuilt ? draftActivation(spec, machine) : draftBuild(spec, settings, machine);
}

function draftActivation(spec: RunSpec, machine: MachineFacts): Draft {
  const name = spec.specialisation;
  const generation = machine.home;
  const base = generation?.path ?? machine.homeProfile;
  const script = `${name === null ? base : `${base}/specialisation/${name}`}/activate`;
  const what =
    name === null ? 'Returns to the base home configuration' : `Activates the specialisation ${quoted(name)}`;
  return {
    // Driver version 1 leaves the profile at the base generation, so that every specialisation stays reachable.
    argv: generation?.knowsDriverVersion === false ? [script] : [script, '--driver-version', '1'],
    needsRoot: false,
    explanation: `${what} of your newest Home Manager generation now, without building.`,
    warnings: activationWarnings(name, machine),
    tool: 'home',
    uses: [],
    missing: missingGeneration(name, machine),
  };
}

function missingGeneration(name: string | null, machine: MachineFacts): Draft['missing'] {
  if (machine.home === undefined)
    return { reason: 'No Home Manager generation of this user was found. Rebuild first.', offerRebuild: true };
  if (name === null || machine.home.specialisations.has(name)) return undefined;
  return {
    reason: `${quoted(name)} is not built yet in your newest Home Manager generation. Rebuild to build it and switch to it.`,
    offerRebuild: true,
  };
}

function activationWarnings(name: string | null, machine: MachineFacts): readonly string[] {
  const running = runningPart(machine.home, machine.runningHome);
  const already =
    (running.kind === 'base' && name === null) || (running.kind === 'specialisation' && running.name === name);
  return [
    ...(already ? [`${name === null ? 'The base home configuration' : quoted(name)} is already active.`] : []),
    ...(machine.home?.knowsDriverVersion === false && name !== null
      ? [
          'This Home Manager is older than 25.11: the specialisation becomes your newest generation, and the others are out of reach until you rebuild.',
        ]
      : []),
  ];
}

function draftBuild(spec: RunSpec, settings: RunSettings, machine: MachineFacts): Draft | string {
  const problem = commandProblem(settings.homeManagerCommand, 'nixosSpecialisations.homeManagerCommand');
  if (problem !== undefined) return problem;
  const program = settings.homeManagerCommand[0] ?? '';
  const name = spec.specialisation;
  const build = spec.action === 'build';
  // home-manager reads every word that begins with a dash as an option, with or without =.
  if (!build && name?.startsWith('-'))
    return `home-manager cannot be given the specialisation name ${quoted(name)}: it begins with a dash.`;
  return {
    argv: [
      ...settings.homeManagerCommand,
      build ? 'build' : 'switch',
      ...(spec.root.kind === 'classic'
        ? ['-f', spec.root.path]
        : ['--flake', flakeReference(spec.root.path, spec.host)]),
      ...(build || name === null ? [] : ['--specialisation', name]),
    ],
    needsRoot: false,
    explanation: build
      ? `Builds the home configuration with all its specialisations and links it at ${quoted(`${machine.folder}/result`)}. Changes nothing else.`
      : `Builds the home configuration, makes it the newest generation and activates ${name === null ? 'it' : quoted(name)}.`,
    warnings: build ? [] : leavingWarnings(name, machine),
    tool: build ? 'build' : 'home',
    uses: ['homeManagerCommand'],
    missing: machine.tools.has(program) ? undefined : { reason: `${visible(program)} was not found on this machine.` },
  };
}

function leavingWarnings(name: string | null, machine: MachineFacts): readonly string[] {
  const running = runningPart(machine.home, machine.runningHome);
  if (running.kind !== 'specialisation' || running.name === name) return [];
  return [`The specialisation ${quoted(running.name)} is active now; this leaves it.`];
}
