// From arguments to an exit code: finds the command, reads its options, and turns failures into one line for the user.
import { parseArgs } from 'node:util';
import { type Command, type Environment, type ExitCode, UserError } from './command';
import { COMMANDS } from './commands';

const NAME = 'nixos-specialisations';

/** Runs the program. Never throws. */
export async function runProgram(argv: readonly string[], environment: Environment): Promise<number> {
  try {
    return await dispatch(argv, environment);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    environment.err(`${NAME}: ${error instanceof UserError ? message : `internal error: ${message.split('\n')[0]}`}`);
    return 2;
  }
}

async function dispatch([name, ...rest]: readonly string[], environment: Environment): Promise<number> {
  if (name === '--version') return print(environment.out, environment.installation.version);
  if (name === '--help' || name === '-h' || name === 'help') return print(environment.out, help());
  if (name === undefined) {
    print(environment.err, help());
    return 2;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) throw new UserError(`unknown command "${name}"; "${NAME} --help" lists what there is`);
  const { values, positionals } = parse(command, rest);
  if (values.help === true) return print(environment.out, commandHelp(command));
  return command.run({ options: values, positionals }, environment);
}

function parse(command: Command, args: readonly string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({
      args: [...args],
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

function print(out: (line: string) => void, text: string): ExitCode {
  for (const line of text.split('\n')) out(line);
  return 0;
}

function help(): string {
  const lines = COMMANDS.flatMap(({ usage, summary }) => [`  ${NAME} ${usage}`, `      ${summary}`]);
  return [
    'Checks the specialisations of NixOS and Home Manager configurations, and runs them. Checking needs no Nix.',
    '',
    ...lines,
    `  ${NAME} COMMAND --help`,
    `  ${NAME} --version`,
    '',
    'Exit code: 0 clean, 1 problems found, 2 wrong usage or unreadable input; of run, that of what it ran.',
  ].join('\n');
}

function commandHelp({ usage, summary, optionHelp }: Command): string {
  return [
    `${NAME} ${usage}`,
    '',
    `${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
    '',
    ...optionHelp.map((line) => `  ${line}`),
  ].join('\n');
}
