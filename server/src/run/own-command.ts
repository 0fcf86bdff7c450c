// A run as our own command line does it: for whoever has a terminal, and none of our client.
import type { RunSpec } from '../protocol/run';

const NAME = 'nixos-specialisations';

/** What to start, and where. It shows the exact commands and asks before it runs any (docs/cli.md). */
export function ownCommand(spec: RunSpec): { readonly argv: readonly string[]; readonly cwd: string } {
  const { action, system, host, specialisation, root, generation, targetHost, buildHost, runner } = spec;
  const options = Object.entries({
    // With `=`, a name may begin with a dash.
    specialisation,
    host,
    generation,
    'target-host': targetHost,
    'build-host': buildHost,
    runner,
  }).flatMap(([name, value]) => (value === null || value === undefined ? [] : [`--${name}=${value}`]));
  const home = system === 'home-manager' ? ['--home'] : [];
  return {
    argv: [NAME, 'run', action, ...options, ...home, '--', root.path],
    cwd: root.kind === 'flake' ? root.path : root.path.slice(0, Math.max(1, root.path.lastIndexOf('/'))),
  };
}
