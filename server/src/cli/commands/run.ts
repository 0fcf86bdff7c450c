// `run ACTION [SPECIALISATION] PATH`: what the editor's lenses do, in a terminal: the same plan, the same warnings.
import { posix } from 'node:path';
import { type ConfigRoot, RUNNERS, type RunAction, type RunSpec } from '../../protocol/run';
import { ACTIONS, actionInfo } from '../../run/actions';
import { detectMachine, type Surroundings } from '../../run/machine/detect';
import type { MachineFacts } from '../../run/machine/facts';
import { planRun, refused } from '../../run/plan/plan';
import { planReport, planText } from '../../run/plan/report';
import { runTitle } from '../../run/plan/title';
import { DEFAULT_SETTINGS, ELEVATIONS, type RunSettings } from '../../run/settings';
import { runningNow } from '../../run/status/running-part';
import { checkedSpec } from '../../run/validate';
import type { KnownConfiguration } from '../../run/warnings/known';
import { type Arguments, type Command, choice, type Environment, textOption, UserError } from '../command';
import { openWorkspace } from '../open';
import { execute } from '../run/execute';
import { knowledgeOf, namesOf } from '../run/knowledge';
import { locatedPath, MACHINE_HELP, MACHINE_OPTIONS, surroundingsOf } from '../run/machine-option';
import { type Asked, candidates, hostOf, machineNamedBy, type RunSystem, rootAt, systemOf } from '../run/system-of';
import { READING_HELP, READING_OPTIONS, shownPart, type Target, targetOf } from '../target';

export const run: Command = {
  name: 'run',
  usage:
    'run ACTION [SPECIALISATION] PATH [--specialisation NAME] [--host HOST] [--dry-run] [--yes] [--format text|json] [--system-root DIR] …',
  summary: 'switch to a specialisation, rebuild, or do whatever else the editor can; shows the exact commands and asks',
  optionHelp: [
    `ACTION                          ${ACTIONS.map(({ action }) => action).join(' | ')}`,
    '                                switch activates what is built, rebuild builds and switches',
    '--specialisation NAME           which one; left out: the base',
    '--host HOST                     which configuration (default: that of this machine, or the only one)',
    '--home                          a home configuration, where there are systems, too',
    '--generation N                  of what is built (default: the newest)',
    '--target-host HOST              activate on another machine, as ssh knows it',
    '--build-host HOST               build on another machine, as ssh knows it',
    `--runner NAME                   auto | ${RUNNERS.filter((name) => name !== 'template').join(' | ')}`,
    `--elevate HOW                   ${ELEVATIONS.join(' | ')} (default: sudo)`,
    '--dry-run                       print what would run, and run nothing',
    '--yes                           answer every question with yes',
    '--format text|json              how to print it (default: text)',
    ...MACHINE_HELP,
    ...READING_HELP,
  ],
  options: {
    specialisation: { type: 'string' },
    host: { type: 'string' },
    home: { type: 'boolean' },
    generation: { type: 'string' },
    'target-host': { type: 'string' },
    'build-host': { type: 'string' },
    runner: { type: 'string' },
    elevate: { type: 'string' },
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    format: { type: 'string' },
    ...MACHINE_OPTIONS,
    ...READING_OPTIONS,
  },
  words: {
    '': ACTIONS.map(({ action }) => action),
    runner: ['auto', ...RUNNERS.filter((name) => name !== 'template')],
    elevate: ELEVATIONS,
    format: ['text', 'json'],
  },
  run: runCommand,
};

async function runCommand(args: Arguments, environment: Environment): Promise<number> {
  const format = choice(args, 'format', ['text', 'json'], 'text');
  const { action, specialisation, path } = requestOf(args);
  const settings = settingsOf(args);
  const options = remoteOptions(args);
  const around = await surroundingsOf(args);
  const target = targetOf({ ...args, positionals: [await locatedPath(path, around)] }, environment);
  const seen = await lookAt({ action, specialisation, target, settings, around }, args, environment);
  const spec = typeof seen === 'string' ? seen : specOf({ action, specialisation, ...options }, seen.system, around);
  const plan =
    typeof seen === 'string' || typeof spec === 'string'
      ? refused(String(spec))
      : planRun(spec, settings, seen.machine, seen.known, 'terminal');
  const title = typeof spec === 'string' ? action : runTitle(spec);
  if (format === 'json') environment.json(JSON.stringify(planReport(action, title, plan), null, 2));
  if (plan.kind === 'refused') {
    environment.err(`nixos-specialisations: ${plan.reason}`);
    return 1;
  }
  if (format === 'text') for (const line of planText(title, plan)) environment.out(line);
  if (args.options['dry-run'] === true) return 0;
  if (!around.root.isThisMachine)
    throw new UserError('another machine is only looked at: --system-root needs --dry-run');
  return execute(plan, args.options.yes === true, environment);
}

interface Request {
  readonly action: RunAction;
  readonly specialisation: string | null;
  readonly path: string;
}

/** One positional after the action is the path, and the base is meant. */
function requestOf(args: Arguments): Request {
  const [word, ...rest] = args.positionals;
  if (word === undefined)
    throw new UserError(`an action is missing: ${ACTIONS.map(({ action }) => action).join(', ')}`);
  const info = actionInfo(word);
  if (info === undefined)
    throw new UserError(`no such action: ${word}; there are ${ACTIONS.map(({ action }) => action).join(', ')}`);
  const [first, second, ...more] = rest;
  if (first === undefined) throw new UserError('a file or folder is missing');
  if (more.length > 0) throw new UserError(`too many arguments (${more.map((one) => `"${one}"`).join(', ')})`);
  const option = textOption(args, 'specialisation');
  if (second !== undefined && option !== undefined && option !== first)
    throw new UserError(`two specialisations are named: "${first}" and "${option}"`);
  return {
    action: info.action,
    specialisation: option ?? (second === undefined ? null : first),
    path: second ?? first,
  };
}

function settingsOf(args: Arguments): RunSettings {
  const runner = choice(args, 'runner', ['auto', ...RUNNERS.filter((name) => name !== 'template')], 'auto');
  return { ...DEFAULT_SETTINGS, runner, elevate: choice(args, 'elevate', ELEVATIONS, DEFAULT_SETTINGS.elevate) };
}

function remoteOptions(args: Arguments): Pick<RunSpec, 'generation' | 'targetHost' | 'buildHost'> {
  const number = textOption(args, 'generation');
  if (number !== undefined && !/^[1-9]\d{0,8}$/.test(number)) throw new UserError(`no generation: ${number}`);
  const targetHost = textOption(args, 'target-host');
  const buildHost = textOption(args, 'build-host');
  return {
    ...(number === undefined ? {} : { generation: Number(number) }),
    ...(targetHost === undefined ? {} : { targetHost }),
    ...(buildHost === undefined ? {} : { buildHost }),
  };
}

interface Looking extends Pick<Request, 'action' | 'specialisation'> {
  readonly target: Target;
  readonly settings: RunSettings;
  readonly around: Surroundings;
}

interface Seen {
  readonly system: RunSystem;
  readonly machine: MachineFacts;
  readonly known: KnownConfiguration;
}

/** Analyses the configuration, and looks at the machine; text says why it is not clear what is meant. */
async function lookAt(looking: Looking, args: Arguments, environment: Environment): Promise<Seen | string> {
  const { target, settings, around, action } = looking;
  const usesBuilt = actionInfo(action)?.usesBuilt === true;
  const workspace = await openWorkspace(target, environment, {});
  const asked: Asked = {
    isHome: args.options.home === true,
    host: textOption(args, 'host') ?? null,
    specialisation: looking.specialisation,
    needsHost: !usesBuilt,
  };
  const all = workspace.snapshot().systems;
  const shown = shownPart({ systems: all, findings: [], notes: [] }, target).systems;
  const systems = candidates(shown, asked);
  // Where none has the name that is asked for, the others say where it would be.
  const [beside] = systems.length > 0 ? systems : candidates(shown, { ...asked, host: null });
  const fallback = beside?.configRoot ?? rootAt(target, environment);
  if (fallback === undefined) throw new UserError('no configuration was found there');
  const machine = await detectMachine(fallback, settings, around);
  const found = hostOf(systems, asked, machine);
  if ('unclear' in found) {
    workspace.dispose();
    return found.unclear;
  }
  const system = systemOf(systems, found.host, asked, fallback);
  const { kind, host, root } = system;
  const folders = root === fallback ? machine : await detectMachine(root, settings, around);
  const part = looking.specialisation ?? runningNow(kind, folders);
  const params = { system: kind, host, root, specialisation: part };
  const known = usesBuilt ? namesOf(workspace, all, params) : await knowledgeOf(workspace, all, params);
  workspace.dispose();
  return { system, machine: machineNamedBy(system, folders), known };
}

/** What is asked for, with the configuration's path as the machine itself has it; text says why it cannot be. */
function specOf(
  request: Omit<RunSpec, 'system' | 'host' | 'root'>,
  { kind, host, root }: RunSystem,
  { root: machine }: Surroundings,
): RunSpec | string {
  const named: ConfigRoot = { kind: root.kind, path: posix.normalize(machine.named(root.path)) };
  return checkedSpec({ ...request, system: kind, host, root: named });
}
