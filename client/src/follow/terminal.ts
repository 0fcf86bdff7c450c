// A terminal of its own for a command whose output is read: made by `script` of util-linux, which every NixOS has.
import { spawnSync } from 'node:child_process';

export interface Start {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What ends it, whichever signal we get; undefined: the same signal. */
  readonly ending: NodeJS.Signals | undefined;
}

/** In front of what the command is handed over in. */
const PREFIX = 'NIXOS_SPECIALISATIONS_';

/**
 * How to run a command in a terminal of its own that gives its output to us; undefined where there is none to be had:
 * without a terminal around it, or without `script`.
 */
export function terminalFor(argv: readonly string[], env: NodeJS.ProcessEnv): Start | undefined {
  if (!process.stdin.isTTY || process.platform !== 'linux' || !hasScript(env)) return undefined;
  // `script` knows commands only as text for a shell. This text is made of our own words: the arguments come in the
  // environment, where nothing parses them.
  const names = argv.map((_, index) => `${PREFIX}${index}`);
  const words = names.map((name) => `"$${name}"`).join(' ');
  const shell = env.SHELL === undefined ? 'unset SHELL' : `SHELL="$${PREFIX}SHELL"`;
  const text = `set -- ${words}; ${shell}; unset ${[...names, `${PREFIX}SHELL`].join(' ')}; exec "$@"`;
  const handed = Object.fromEntries(names.map((name, index) => [name, argv[index]]));
  return {
    program: 'script',
    // Quiet, with the exit code of the command, unbuffered; what it would write down goes nowhere.
    args: ['-q', '-e', '-f', '-c', text, '/dev/null'],
    env: { ...env, ...handed, SHELL: '/bin/sh', [`${PREFIX}SHELL`]: env.SHELL },
    // `script` does not hear of a hang-up. Without it the terminal is gone, and that reaches root's processes, too.
    ending: 'SIGKILL',
  };
}

/** Other programs of that name know other options. */
function hasScript(env: NodeJS.ProcessEnv): boolean {
  const { status, stdout } = spawnSync('script', ['--version'], { env, encoding: 'utf8' });
  return status === 0 && stdout.includes('util-linux');
}

/** Set to start us, and not for the command. */
const OURS: ReadonlySet<string> = new Set(['ELECTRON_RUN_AS_NODE', `${PREFIX}RUN`]);

/** The environment that the command is to have. */
export function ownEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OURS.has(name)));
}
