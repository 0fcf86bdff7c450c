// `completions SHELL`: the script that completes commands and options in a shell.
import { type Command, UserError } from '../command';
import { completionScript, SHELLS, type Shell } from '../completions';

/** @param commands all others. */
export function completions(commands: readonly Command[]): Command {
  const command: Command = {
    name: 'completions',
    usage: `completions ${SHELLS.join('|')}`,
    summary: 'print a script that completes commands and options in a shell',
    optionHelp: [],
    options: {},
    words: { '': SHELLS },
    examples: [['completions bash > /etc/bash_completion.d/nixos-specialisations', 'for all users of bash']],
    async run({ positionals: [name, ...others] }, { out }) {
      const shell = SHELLS.find((one): one is Shell => one === name);
      if (shell === undefined || others.length > 0)
        throw new UserError(`completions takes one of: ${SHELLS.join(', ')}`);
      for (const line of completionScript(shell, [...commands, command])
        .trimEnd()
        .split('\n'))
        out(line);
      return 0;
    },
  };
  return command;
}
