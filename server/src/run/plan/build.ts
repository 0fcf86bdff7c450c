// Everything that builds: left to a runner, and explained. Pure.
import { quoted } from '../names';
import { whereAmI } from '../status/where-am-i';
import { rebootWarnings } from '../warnings/reboot-options';
import { type RunWarning, warning } from '../warnings/warning';
import { bootDefaultWarnings, noDefaultReason } from './boot-default';
import { missingRunner } from './built';
import { type PlanContext, resultLink } from './context';
import type { Draft } from './draft';
import { runnerFor } from './runners/choose';

/** The commands, or a reason that holds on every machine. */
export function draftBuild(context: PlanContext): Draft | string {
  const { remote } = context;
  const draft = runnerFor(context).plan(context);
  if (typeof draft === 'string') return draft;
  return {
    steps: draft.steps,
    explanation: `${explain(context)}${remote.targetHost === undefined ? '' : ` All of that on ${quoted(remote.targetHost)}.`}`,
    warnings: [...warnings(context), ...(draft.warnings ?? [])],
    uses: [
      ...draft.uses,
      ...(remote.targetHost === undefined && remote.buildHost === undefined ? [] : ['hosts' as const]),
    ],
    missing: missingRunner(context) ?? draft.missing,
  };
}

function explain(context: PlanContext): string {
  const { spec, machine } = context;
  const name = spec.specialisation;
  const result = resultLink(context);
  switch (spec.action) {
    case 'test':
      return `Builds the system and activates ${name === null ? 'it' : quoted(name)} now, without a boot entry: the next boot starts what it started before.`;
    case 'boot':
      return `Builds the base system with all its specialisations and makes ${bootTarget(context)} the default of the next boot. Nothing changes until then.`;
    case 'build':
      return name === null
        ? `Builds the base system with all its specialisations and links it at ${quoted(result)}. Changes nothing else.`
        : `Builds the base system with all its specialisations; this one is at ${quoted(`${result}/specialisation/${name}`)}. Changes nothing else.`;
    case 'dry-activate':
      return `Builds the system, and shows which services would be stopped, restarted or started by switching to ${name === null ? 'it' : quoted(name)}. Changes nothing.`;
    case 'build-vm':
      return `Builds a virtual machine of ${name === null ? 'the base system' : quoted(name)}; the program to start it is in ${quoted(`${result}/bin`)}.`;
    default:
      return name === null
        ? 'Builds the system, makes it the newest generation and the boot default, and activates it.'
        : `Builds the system, makes it the newest generation and activates ${quoted(name)}.${machine.loader === undefined ? ' With GRUB and recent systemd-boot it also becomes the boot default.' : ''}`;
  }
}

function bootTarget({ spec, machine }: PlanContext): string {
  const name = spec.specialisation;
  return name === null || noDefaultReason(machine.loader) !== undefined ? 'the base' : quoted(name);
}

function warnings(context: PlanContext): readonly RunWarning[] {
  const { spec, machine, known, remote } = context;
  const name = spec.specialisation;
  const isRemote = remote.targetHost !== undefined;
  const activates = (spec.action === 'rebuild' || spec.action === 'test') && !isRemote;
  const installs = (spec.action === 'rebuild' || spec.action === 'boot') && !isRemote;
  const { active } = whereAmI(machine);
  const leaves = activates && active.name !== null && !active.names.includes(name ?? '') ? active.name : null;
  return [
    ...(leaves === null
      ? []
      : [warning('leaves-specialisation', `The specialisation ${quoted(leaves)} is active now; this leaves it.`)]),
    ...(activates ? rebootWarnings(known.changedOptions ?? []) : []),
    ...(installs ? bootDefaultWarnings(name, context) : []),
  ];
}
