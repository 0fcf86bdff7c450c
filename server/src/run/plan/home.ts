// The commands of a run of a home configuration: home-manager or nh for what must be built, the generation's own
// `activate` for what is. Pure.
import { l10n } from '../../protocol/l10n';
import { visible } from '../../protocol/visible';
import { commandProblem, flakeReference, quoted } from '../names';
import { runningPart } from '../status/running-part';
import { type RunWarning, warning } from '../warnings/warning';
import { type PlanContext, partOf, resultLink } from './context';
import type { Draft } from './draft';
import { markerArguments } from './runners/nh';
import { valueArguments } from './runners/runner';

/** The commands, or a reason that holds on every machine. */
export function draftHome(context: PlanContext): Draft | string {
  const { info, spec, remote } = context;
  if (!info.home) return l10n.t('Home Manager cannot do this: {0}.', info.title(l10n.t('a home configuration')));
  if (spec.generation !== undefined) return l10n.t('Older generations of a home are not activated from here.');
  if (remote.targetHost !== undefined || remote.buildHost !== undefined)
    return l10n.t('Home Manager activates a home on this machine only.');
  return info.usesBuilt ? draftActivation(context) : draftBuild(context);
}

/** Driver version 1 leaves the profile at the base generation, so that every specialisation stays reachable. */
const activateCommand = (base: string, name: string | null, knowsDriverVersion: boolean): readonly string[] => [
  `${partOf(base, name)}/activate`,
  ...(knowsDriverVersion ? ['--driver-version', '1'] : []),
];

function draftActivation(context: PlanContext): Draft {
  const { spec, machine } = context;
  const name = spec.specialisation;
  const base = machine.home?.path ?? machine.homeProfile;
  return {
    steps: [
      {
        argv: activateCommand(base, name, machine.home?.knowsDriverVersion !== false),
        needsRoot: false,
        tool: 'home',
      },
    ],
    explanation:
      name === null
        ? l10n.t('Returns to the base home configuration of your newest Home Manager generation now, without building.')
        : l10n.t(
            'Activates the specialisation {0} of your newest Home Manager generation now, without building.',
            quoted(name),
          ),
    warnings: [...activationWarnings(name, machine), ...serviceWarnings(name, machine)],
    uses: [],
    missing: missingGeneration(context),
  };
}

function missingGeneration(context: PlanContext): Draft['missing'] {
  const { home } = context.machine;
  const name = context.spec.specialisation;
  if (home !== undefined && (name === null || home.specialisations.has(name))) return undefined;
  if (comesWithSystem(context)) return { reason: rebuildSystem(), offerRebuild: false };
  if (home === undefined || name === null)
    return { reason: l10n.t('No Home Manager generation of this user was found. Rebuild first.'), offerRebuild: true };
  return {
    reason: l10n.t(
      '{0} is not built yet in your newest Home Manager generation. Rebuild to build it and switch to it.',
      quoted(name),
    ),
    offerRebuild: true,
  };
}

/** Then nothing builds it by itself. */
const comesWithSystem = ({ machine, known }: PlanContext): boolean =>
  machine.isHomeService || known.isInSystem === true;

const rebuildSystem = (): string => l10n.t('This home comes with the system: rebuild the system, then switch to it.');

function activationWarnings(name: string | null, machine: PlanContext['machine']): readonly RunWarning[] {
  const running = runningPart(machine.home, machine.runningHome);
  const already =
    (running.kind === 'base' && name === null) || (running.kind === 'specialisation' && running.name === name);
  const what = name === null ? l10n.t('The base home configuration') : quoted(name);
  return [
    ...(already ? [warning('already-active', l10n.t('{0} is already active.', what))] : []),
    ...(machine.home?.knowsDriverVersion === false && name !== null ? [oldWarning()] : []),
  ];
}

const oldWarning = (): RunWarning =>
  warning(
    'runner',
    l10n.t(
      'This Home Manager is older than 25.11: the specialisation becomes your newest generation, and the others are out of reach until you rebuild.',
    ),
  );

function serviceWarnings(name: string | null, { isHomeService, user }: PlanContext['machine']): readonly RunWarning[] {
  if (!isHomeService || name === null) return [];
  const service = `home-manager-${visible(user)}.service`;
  return [
    warning(
      'runner',
      l10n.t('{0} activates the base again with every boot, and whenever a rebuild of the system changes it.', service),
    ),
  ];
}

function draftBuild(context: PlanContext): Draft | string {
  const { spec, settings, machine } = context;
  const name = spec.specialisation;
  const isBuild = spec.action === 'build';
  if (comesWithSystem(context)) return rebuildSystem();
  if (takesNh(context)) return homeWithNh(context, isBuild);
  const problem = commandProblem(settings.homeManagerCommand, 'nixosSpecialisations.homeManagerCommand');
  if (problem !== undefined) return problem;
  const program = machine.programs.get(settings.homeManagerCommand[0] ?? '');
  const takesName = program?.takesSpecialisation ?? machine.home?.knowsDriverVersion !== false;
  const isOld = !takesName && name !== null && !isBuild;
  // home-manager reads every word that begins with a dash as an option, with or without =.
  if (!isBuild && !isOld && name?.startsWith('-'))
    return l10n.t('home-manager cannot be given the specialisation name {0}: it begins with a dash.', quoted(name));
  const build = [
    ...settings.homeManagerCommand,
    isBuild ? 'build' : 'switch',
    ...(spec.root.kind === 'classic' ? ['-f', spec.root.path] : ['--flake', flakeReference(spec.root.path, spec.host)]),
    ...(isBuild || isOld || name === null ? [] : ['--specialisation', name]),
  ];
  return {
    steps: [
      { argv: build, needsRoot: false, tool: isBuild ? 'build' : 'home' },
      ...(isOld ? [activationOf(context, name)] : []),
    ],
    explanation: explain(context, isBuild),
    warnings: isBuild ? [] : [...leavingWarnings(context), ...(isOld ? [oldWarning()] : [])],
    uses: ['homeManagerCommand'],
    missing: missingProgram(context, settings.homeManagerCommand[0] ?? ''),
  };
}

/** Before 25.11 home-manager took no specialisation: its own script activates it, out of the profile just set. */
function activationOf({ machine }: PlanContext, name: string): Draft['steps'][number] {
  return { argv: activateCommand(machine.homeProfile, name, false), needsRoot: false, tool: 'home' };
}

/** Where it is chosen, or where there is nothing else. */
function takesNh({ settings, machine, spec }: PlanContext): boolean {
  const { runner, homeManagerCommand } = settings;
  const isOnly = !machine.programs.has(homeManagerCommand[0] ?? '') && machine.programs.has('nh');
  return runner === 'nh' || (runner === 'auto' && isOnly && spec.root.kind === 'flake');
}

function homeWithNh(context: PlanContext, isBuild: boolean): Draft | string {
  const { root, host, specialisation } = context.spec;
  if (root.kind !== 'flake') return l10n.t('nh cannot rebuild a home without a flake: choose another runner.');
  const argv = [
    'nh',
    'home',
    isBuild ? 'build' : 'switch',
    root.path,
    ...(host === null ? [] : valueArguments('--configuration', host)),
    ...markerArguments(isBuild ? null : specialisation),
    ...(isBuild ? ['--out-link', resultLink(context)] : []),
  ];
  return {
    steps: [{ argv, needsRoot: false, tool: isBuild ? 'build' : 'home' }],
    explanation: explain(context, isBuild),
    warnings: isBuild ? [] : leavingWarnings(context),
    uses: ['runner'],
    missing: missingProgram(context, 'nh'),
  };
}

function missingProgram({ machine }: PlanContext, program: string): Draft['missing'] {
  return machine.programs.has(program)
    ? undefined
    : { reason: l10n.t('{0} was not found on this machine.', visible(program)) };
}

function explain(context: PlanContext, isBuild: boolean): string {
  const name = context.spec.specialisation;
  return isBuild
    ? l10n.t(
        'Builds the home configuration with all its specialisations and links it at {0}. Changes nothing else.',
        quoted(resultLink(context)),
      )
    : name === null
      ? l10n.t('Builds the home configuration, makes it the newest generation and activates it.')
      : l10n.t('Builds the home configuration, makes it the newest generation and activates {0}.', quoted(name));
}

function leavingWarnings({ spec, machine }: PlanContext): readonly RunWarning[] {
  const running = runningPart(machine.home, machine.runningHome);
  if (running.kind !== 'specialisation' || running.name === spec.specialisation) return [];
  return [
    warning(
      'leaves-specialisation',
      l10n.t('The specialisation {0} is active now; this leaves it.', quoted(running.name)),
    ),
  ];
}
