// What stands in the programs of a fake machine: they write down how they were called, one line of JSON for each call,
// and answer as they are told: the file `<log>.answer` holds { exit, output } for all, or under their names. sudo and
// run0 run what follows their options, below the machine's root.

export interface ProgramSetting {
  /** The root of the machine. */
  readonly folder: string;
  readonly log: string;
  /** A line that only stands there, to be read. */
  readonly head?: string | undefined;
}

export function programText(name: string, { folder, log, head }: ProgramSetting): string {
  return `#!/usr/bin/env node
// ${(head ?? '').replaceAll('\n', ' ')}
const [name, folder, log] = ${JSON.stringify([name, folder, log])};
${BODY}`;
}

const BODY = `
const { spawnSync } = require('node:child_process');
const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const { isAbsolute, join } = require('node:path');
const argv = process.argv.slice(2);
const call = { tool: name, program: process.argv[1], argv, cwd: process.cwd(), tty: process.stdin.isTTY === true };
appendFileSync(log, JSON.stringify(call) + '\\n');
if (name === 'sudo' || name === 'run0') {
  const [command, ...args] = argv.slice(argv.findIndex((word) => !word.startsWith('-')));
  const places = isAbsolute(command) ? [command] : [join('/run/current-system/sw/bin', command)];
  const place = [...places.map((path) => join(folder, path)), ...places].find(existsSync) ?? command;
  process.exit(spawnSync(place, args, { stdio: 'inherit' }).status ?? 127);
}
const answers = existsSync(log + '.answer') ? JSON.parse(readFileSync(log + '.answer', 'utf8')) : {};
const answer = answers[name] ?? answers;
if (answer.output) process.stdout.write(answer.output);
process.exit(answer.exit ?? 0);
`;
