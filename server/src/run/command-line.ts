// A command as text, to read or to paste into a shell. What runs is always the array of arguments, never this text.

const PLAIN = /^[A-Za-z0-9_@%+=:,./#-]+$/;

/** One argument, quoted for a POSIX shell where it needs it. */
function shown(argument: string): string {
  // A word may not begin with # (a comment) and the empty word needs quotes.
  return PLAIN.test(argument) && !argument.startsWith('#') ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** The command as one line that a POSIX shell reads back into exactly these arguments. */
export function commandLine(argv: readonly string[]): string {
  return argv.map(shown).join(' ');
}

/** Several commands of which each runs when the one before it was done, a line for each. */
export function commandLines(commands: readonly (readonly string[])[]): readonly string[] {
  return commands.map((argv, at) => (at < commands.length - 1 ? `${commandLine(argv)} &&` : commandLine(argv)));
}
