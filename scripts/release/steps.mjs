// How a release is published: one command for each place, with what it needs.

const OVSX = 'ovsx@1.4.0';

/**
 * What would be done, in order.
 * @param {object} manifest
 * @param {string} vsix the packaged extension
 */
export function stepsOf({ version, publisher }, vsix) {
  const tag = `v${version}`;
  return [
    {
      name: 'marketplace',
      command: ['npx', 'vsce', 'publish', '--packagePath', vsix],
      needs: ['VSCE_PAT'],
      also: `the publisher "${publisher}" of the Marketplace is yours`,
    },
    {
      name: 'open-vsx',
      command: ['npx', '--yes', OVSX, 'publish', vsix],
      needs: ['OVSX_PAT'],
      also: `the namespace "${publisher}" of Open VSX is yours, and its agreement signed`,
    },
    {
      name: 'npm',
      command: ['npm', 'publish'],
      needs: ['NODE_AUTH_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL'],
      also: 'it runs in GitHub Actions of that repository, with `id-token: write`, which the provenance is about',
    },
    {
      name: 'tag',
      command: ['git', 'tag', '--annotate', tag, '--message', tag],
      needs: [],
      also: 'push it afterwards',
    },
  ];
}

/** The lines that tell what publishing takes; of the environment only whether something is there. */
export function stepLines(steps, env) {
  return steps.flatMap(({ name, command, needs, also }) => [
    `  ${name}: ${command.join(' ')}`,
    ...needs.map((one) => `    ${env[one] ? '✓' : '○'} ${one}${env[one] ? '' : ' is not set'}`),
    `    ○ ${also}`,
  ]);
}

/** Those that were chosen by name; undefined where a name is none. */
export function chosen(steps, names) {
  const isKnown = names.every((name) => steps.some((step) => step.name === name));
  return isKnown ? steps.filter(({ name }) => names.includes(name)) : undefined;
}

/** Why nothing may be published, as lines; empty when it may. */
export function objections({ asked, version, counts, steps, env }) {
  return [
    ...(asked === version ? [] : [`--publish ${asked}: package.json has ${version}`]),
    ...(counts.wrong > 0 ? [`${counts.wrong} wrong`] : []),
    ...(counts.open > 0 ? [`${counts.open} not settled`] : []),
    ...steps.flatMap(({ name, needs }) =>
      needs.filter((one) => !env[one]).map((one) => `${name} needs ${one} in the environment`),
    ),
  ];
}

/**
 * Runs the commands in order, until one fails. Resolves to the names of those that were done.
 * @param {(command: string, args: string[]) => Promise<number>} run resolves to the exit code
 */
export async function publish(steps, run) {
  const done = [];
  for (const { name, command } of steps) {
    const [program, ...args] = command;
    if ((await run(program, args)) !== 0) return done;
    done.push(name);
  }
  return done;
}
