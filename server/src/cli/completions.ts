// Scripts that let shells complete what is written behind the program's name, made from what commands say of
// themselves.
import type { Command } from './command';
import { NAME } from './help';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

interface Option {
  readonly name: string;
  readonly takesValue: boolean;
  readonly words: readonly string[];
  readonly help: string;
}

/** The text of the script, to be read by the shell when it starts. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  return { bash, zsh, fish }[shell](commands);
}

function optionsOf({ options, optionHelp, words = {} }: Command): readonly Option[] {
  const helps = new Map(
    optionHelp.flatMap((line) => {
      const [, name, help] = /^(?:-\w, )?--([\w-]+).*?\s{2,}(.*)$/.exec(line) ?? [];
      return name === undefined || help === undefined ? [] : [[name, help] as const];
    }),
  );
  return Object.entries(options).map(([name, { type }]) => ({
    name,
    takesValue: type === 'string',
    words: words[name] ?? [],
    help: helps.get(name) ?? '',
  }));
}

/** What stands first behind a command. */
const FIRST = '';
const firstWords = ({ words = {} }: Command): readonly string[] => words[FIRST] ?? [];

function bash(commands: readonly Command[]): string {
  const rows = commands.flatMap((command) => {
    const options = optionsOf(command);
    const values = options.map(({ name, takesValue, words }) =>
      takesValue ? `    ${command.name}:--${name}) words='${words.join(' ')}' ;;` : '',
    );
    const all = [...options.map(({ name }) => `--${name}`), ...firstWords(command)].join(' ');
    return [...values.filter((row) => row !== ''), `    ${command.name}:*) words='${all}' ;;`];
  });
  return `# bash completion: source it, or put it into /etc/bash_completion.d
_nixos_specialisations() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} words=
  case \${COMP_WORDS[1]}:$before in
${rows.join('\n')}
  esac
  ((COMP_CWORD > 1)) || words='${commands.map(({ name }) => name).join(' ')}'
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _nixos_specialisations ${NAME}
`;
}

/** In single quotes, as all three shells read it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'"'"'`)}'`;

function zsh(commands: readonly Command[]): string {
  const plain = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&');
  const cases = commands.map((command) => {
    const rows = optionsOf(command).map(({ name, takesValue, words, help }) => {
      const value = takesValue ? `:${name}:${words.length > 0 ? `(${words.join(' ')})` : '_files'}` : '';
      return quoted(`*--${name}[${plain(help)}]${value}`);
    });
    const first = firstWords(command);
    const rest = first.length > 0 ? [quoted(`1:word:(${first.join(' ')})`), `'*:file:_files'`] : [`'*:file:_files'`];
    return `    ${command.name}) _arguments ${[...rows, ...rest].join(' ')} ;;`;
  });
  const names = commands.map(({ name, summary }) => quoted(`${name}:${plain(summary)}`)).join(' ');
  return `#compdef ${NAME}
# zsh completion: put it as _${NAME} into a folder of $fpath
_nixos_specialisations() {
  local -a commands=(${names})
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${cases.join('\n')}
  esac
}
_nixos_specialisations "$@"
`;
}

function fish(commands: readonly Command[]): string {
  const rows = commands.flatMap((command) => {
    const inside = `complete -c ${NAME} -n '__fish_seen_subcommand_from ${command.name}'`;
    const first = firstWords(command);
    return [
      `complete -c ${NAME} -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(command.summary)}`,
      ...(first.length > 0 ? [`${inside} -f -a ${quoted(first.join(' '))}`] : []),
      ...optionsOf(command).map(({ name, takesValue, words, help }) => {
        const value = !takesValue ? '' : words.length > 0 ? ` -x -a ${quoted(words.join(' '))}` : ' -r';
        return `${inside} -l ${name}${value} -d ${quoted(help)}`;
      }),
    ];
  });
  return `# fish completion: put it as ${NAME}.fish into ~/.config/fish/completions\n${rows.join('\n')}\n`;
}
