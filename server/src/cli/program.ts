// From arguments to an exit code: finds the command, reads its options, and turns failures into one line for the user.
import { parseArgs } from 'node:util';
import { closest } from '../base/closest';
import { type Command, type Environment, type ExitCode, UserError } from './command';
import { COMMANDS } from './commands';
import { commandHelp, help, NAME } from './help';

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
  if (name === '--help' || name === '-h' || name === 'help') return print(environment.out, help(COMMANDS));
  if (name === undefined) {
    print(environment.err, help(COMMANDS));
    return 2;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) throw new UserError(unknownCommand(name));
  const { values, positionals } = parse(command, rest);
  if (values.help === true) return print(environment.out, commandHelp(command));
  return command.run({ options: values, positionals }, environment);
}

function unknownCommand(name: string): string {
  const near = closest(
    name,
    COMMANDS.map((command) => command.name),
  );
  return `unknown command "${name}"; ${near === undefined ? `"${NAME} --help" lists what there is` : `did you mean "${near}"?`}`;
}

function parse(command: Command, args: readonly string[]): ReturnType<typeof parseArgs> {
  const options: Command['options'] = { ...command.options, help: { type: 'boolean', short: 'h' } };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UserError(
      unknownOption(command, args, Object.keys(options)) ?? `${reasonOf(error)}; ${seeHelp(command)}`,
    );
  }
}

/** What is said of an option that the command does not have. */
function unknownOption(command: Command, args: readonly string[], known: readonly string[]): string | undefined {
  const end = args.indexOf('--');
  const given = (end < 0 ? args : args.slice(0, end)).flatMap((arg) => /^--([^=]+)/.exec(arg)?.[1] ?? []);
  const wrong = given.find((word) => !known.includes(word));
  if (wrong === undefined) return undefined;
  const near = closest(wrong, known);
  const hint = near === undefined ? seeHelp(command) : `did you mean --${near}?`;
  return `${command.name} has no option --${wrong}; ${hint}`;
}

const seeHelp = ({ name }: Command): string => `"${NAME} ${name} --help" lists what there is`;

/** Node adds advice of its own behind the first sentence. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('. ')[0] ?? '';

function print(out: (line: string) => void, text: string): ExitCode {
  for (const line of text.split('\n')) out(line);
  return 0;
}
