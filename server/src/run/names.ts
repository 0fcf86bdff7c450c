// Which names and paths may become part of a command line. Everything here comes from a file
// someone else may have written.
import { l10n } from '../protocol/l10n';
import type { ConfigRoot, RunSpec } from '../protocol/run';
import { escaped, hasHidden, visible } from '../protocol/visible';

/** Bytes of a name: as long as the name of a file can be. */
const LONGEST_NAME = 255;
/** Bytes of a path, or of any other argument. */
const LONGEST_ARGUMENT = 1024;

/** What a text is: sentences begin with it. */
type What = 'specialisation' | 'configuration' | 'path' | 'argument';

/** What is wrong with a text that is to be read before it runs. */
function textProblem(what: What, text: string, longest: number): string | undefined {
  if (hasHidden(text)) return hiddenProblem(what, quoted(text));
  return isLonger(text, longest) ? longProblem(what, quoted(text), longest) : undefined;
}

const isLonger = (text: string, longest: number): boolean => new TextEncoder().encode(text).length > longest;

function hiddenProblem(what: What, text: string): string {
  const hidden = l10n.t('{0} contains invisible or control characters: what is shown would not be what runs.', text);
  switch (what) {
    case 'specialisation':
      return l10n.t('The specialisation name {0}', hidden);
    case 'configuration':
      return l10n.t('The configuration name {0}', hidden);
    case 'path':
      return l10n.t('The path of the configuration {0}', hidden);
    case 'argument':
      return l10n.t('The argument {0}', hidden);
  }
}

function longProblem(what: What, text: string, longest: number): string {
  const long = l10n.t('{0} is longer than {1} bytes.', text, longest);
  switch (what) {
    case 'specialisation':
      return l10n.t('The specialisation name {0}', long);
    case 'configuration':
      return l10n.t('The configuration name {0}', long);
    case 'path':
      return l10n.t('The path of the configuration {0}', long);
    case 'argument':
      return l10n.t('The argument {0}', long);
  }
}

function specialisationProblem(name: string): string | undefined {
  if (name === '') return l10n.t('A specialisation without a name cannot be run.');
  if (name.includes('/'))
    return l10n.t('The specialisation name {0} contains a slash, which NixOS does not allow.', quoted(name));
  if (name === '.' || name === '..')
    return l10n.t('The specialisation name {0} is not a name a folder can have.', quoted(name));
  return textProblem('specialisation', name, LONGEST_NAME);
}

/** Why a name cannot be that of a host. */
export function hostProblem(host: string): string | undefined {
  if (host === '') return l10n.t('The configuration has an empty name.');
  if (/["#]/.test(host))
    return l10n.t('The configuration name {0} cannot be written in a flake reference.', quoted(host));
  return textProblem('configuration', host, LONGEST_NAME);
}

function rootProblem(root: ConfigRoot): string | undefined {
  if (!root.path.startsWith('/')) return l10n.t('The configuration {0} is not on this machine.', quoted(root.path));
  // In a flake reference `?` begins parameters and `#` the attribute.
  if (root.kind === 'flake' && /[?#]/.test(root.path))
    return l10n.t('A flake in a folder with ? or # in its path cannot be referred to: {0}', quoted(root.path));
  return textProblem('path', root.path, LONGEST_ARGUMENT);
}

/** Why this run must not become a command, in words for the user; undefined when it may. */
export function specProblem(spec: RunSpec): string | undefined {
  return (
    rootProblem(spec.root) ??
    (spec.host === null ? undefined : hostProblem(spec.host)) ??
    (spec.specialisation === null ? undefined : specialisationProblem(spec.specialisation))
  );
}

/** Why a configured command cannot be used. `setting` is the name the user knows it by. */
export function commandProblem(command: readonly string[], setting: string): string | undefined {
  const program = command[0];
  if (program === undefined || program === '') return l10n.t('The setting {0} is empty.', setting);
  if (program.includes('/') && !program.startsWith('/'))
    return l10n.t("The setting {0} must begin with a program's name or its absolute path.", setting);
  const problems = command.map((word) => wordProblem(word, setting));
  return problems.find((problem) => problem !== undefined);
}

function wordProblem(word: string, setting: string): string | undefined {
  const shown = quoted(word);
  if (hasHidden(word))
    return l10n.t(
      'The setting {0} cannot be used: the word {1} contains invisible or control characters: ' +
        'what is shown would not be what runs.',
      setting,
      shown,
    );
  return isLonger(word, LONGEST_NAME)
    ? l10n.t('The setting {0} cannot be used: the word {1} is longer than {2} bytes.', setting, shown, LONGEST_NAME)
    : undefined;
}

/** Why a command with this argument would not be the one that was read. */
export function argumentProblem(argument: string): string | undefined {
  return textProblem('argument', argument, 2 * LONGEST_ARGUMENT);
}

/**
 * A flake in a folder, and the name of a configuration in it, where Nix decodes percent signs. In the path it does not.
 */
export function flakeReference(path: string, host: string | null): string {
  return host === null ? path : `${path}#${host.replaceAll('%', '%25')}`;
}

/**
 * VS Code replaces `${…}` in the arguments of a task, even by the result of a command: such arguments never reach it.
 */
export function expandsInTask(argument: string): boolean {
  return argument.includes('${');
}

/** As much of a name as a sentence takes. */
const SHOWN = 260;

/** A name as messages show it; it cannot close the quotation. */
export function quoted(name: string): string {
  return l10n.t('“{0}”', visible(name, SHOWN).replace(/[“”„]/g, escaped));
}
