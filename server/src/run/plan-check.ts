// The command that evaluates a configuration with Nix itself, and builds nothing. Pure.
import { l10n } from '../protocol/l10n';
import type { RunSpec } from '../protocol/run';
import { commandLine } from './command-line';
import { argumentProblem, flakeReference, quoted, specProblem } from './names';
import type { Refusal } from './plan/draft';
import { refused } from './plan/plan';

/** What is evaluated. */
export interface Checked extends Omit<RunSpec, 'action'> {
  /** The option path of a Home Manager user inside NixOS, whose home it is; empty or left out: it stands alone. */
  readonly inside?: readonly string[];
}

export interface CheckFacts {
  /** The programs that were looked for and found: `nix`, `nix-instantiate`. */
  readonly programs: ReadonlyMap<string, unknown>;
  /** The name of this machine, which decides where the configuration names none. */
  readonly hostName: string;
  /** As much memory as evaluating may take, in megabytes. */
  readonly memory: number;
}

export interface CheckPlan {
  readonly kind: 'check';
  readonly argv: readonly string[];
  readonly title: string;
  readonly explanation: string;
}

/** Characters of a command: as for runs. */
const LONGEST_COMMAND = 2500;

/** The command, or why there is none. */
export function planCheck(spec: Checked, facts: CheckFacts): CheckPlan | Refusal {
  const problem = specProblem({ ...spec, action: 'build' }) ?? attributeProblem(spec);
  if (problem !== undefined) return refused(problem);
  const [program, ...args] = spec.root.kind === 'flake' ? flakeCheck(spec, facts) : classicCheck(spec);
  if (program === undefined) return refused(l10n.t('There is nothing to evaluate.'));
  // The collector of Nix gives up where its heap is larger, and Nix says that it is out of memory.
  const argv = ['env', `GC_MAXIMUM_HEAP_SIZE=${facts.memory}M`, program, ...args];
  const unreadable = argv.map(argumentProblem).find((found) => found !== undefined);
  if (unreadable !== undefined) return refused(unreadable);
  if (commandLine(argv).length > LONGEST_COMMAND)
    return refused(l10n.t('The command is too long to be read before it runs.'));
  if (!facts.programs.has(program)) return refused(l10n.t('{0} was not found on this machine.', program), [argv]);
  return {
    kind: 'check',
    argv,
    title: l10n.t('Check {0} with Nix', titleOf(spec)),
    explanation: l10n.t(
      'Evaluates it as a build would, up to what would be built, within {0} MB of memory. ' +
        'Builds nothing but what the evaluation itself imports, and changes nothing.',
      facts.memory,
    ),
  };
}

function titleOf({ system, host, specialisation, inside = [] }: Checked): string {
  const base = system === 'nixos' ? l10n.t('the base system') : l10n.t('the base home configuration');
  const what = specialisation === null ? base : quoted(specialisation);
  const user = inside.at(-1);
  if (user !== undefined) {
    const home = l10n.t('{0} of {1}', what, quoted(user));
    return host === null ? home : l10n.t('{0} on {1}', home, quoted(host));
  }
  if (host === null) return what;
  return system === 'nixos' ? l10n.t('{0} on {1}', what, quoted(host)) : l10n.t('{0} of {1}', what, quoted(host));
}

/** Nix has no way to write a quotation mark in such a path. */
function attributeProblem({ host, specialisation, inside = [] }: Checked): string | undefined {
  const bad = [host, specialisation, ...inside].find((name) => name?.includes('"') === true);
  return bad === undefined || bad === null
    ? undefined
    : l10n.t('The name {0} cannot be written in a path of Nix.', quoted(bad));
}

function flakeCheck(spec: Checked, { hostName }: CheckFacts): readonly string[] {
  const outputs = isAloneHome(spec) ? 'homeConfigurations' : 'nixosConfigurations';
  const attribute = `${outputs}.${name(spec.host ?? hostName)}.${pathOf(spec)}`;
  return [
    'nix',
    '--extra-experimental-features',
    'nix-command flakes',
    'eval',
    '--raw',
    // What failed once is not taken from memory, and the lock file stays as it is.
    '--no-eval-cache',
    '--no-write-lock-file',
    '--show-trace',
    referenceTo(spec.root.path, attribute),
  ];
}

/** Behind the path `^` begins a choice of outputs. */
function referenceTo(path: string, attribute: string): string {
  return `${path}${flakeReference(path, attribute).slice(path.length).replaceAll('^', '%5E')}`;
}

function classicCheck(spec: Checked): readonly string[] {
  const { path } = spec.root;
  const evaluate = ['nix-instantiate', '--eval', '--read-write-mode', '--show-trace'];
  const attribute = ['-A', pathOf(spec)];
  if (isAloneHome(spec))
    return [...evaluate, '<home-manager/home-manager/home-manager.nix>', '--argstr', 'confPath', path, ...attribute];
  // A file that makes systems itself, by name.
  if (spec.host !== null) return [...evaluate, path, '-A', `${name(spec.host)}.${pathOf(spec)}`];
  return [...evaluate, '<nixpkgs/nixos>', ...attribute, '-I', `nixos-config=${path}`];
}

/** What names all that a build would have to make. */
function pathOf({ system, specialisation, inside = [] }: Checked): string {
  const result = system === 'nixos' ? 'system.build.toplevel' : 'home.activationPackage';
  const home = inside.map((step) => `${/^[a-z][a-z-]*$/.test(step) ? step : name(step)}.`).join('');
  const part = specialisation === null ? '' : `specialisation.${name(specialisation)}.configuration.`;
  return `config.${home}${part}${result}.drvPath`;
}

/** One inside of a system is a part of that: nothing else makes it. */
const isAloneHome = ({ system, inside = [] }: Checked): boolean => system === 'home-manager' && inside.length === 0;

const name = (text: string): string => `"${text}"`;
