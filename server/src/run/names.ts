// Which names and paths may become part of a command line. Everything here comes from a file
// someone else may have written.
import type { ConfigRoot, RunSpec } from '../protocol/run';
import { escaped, hasHidden, visible } from '../protocol/visible';

/** Bytes of a name: as long as the name of a file can be. */
const LONGEST_NAME = 255;
/** Bytes of a path, or of any other argument. */
const LONGEST_ARGUMENT = 1024;

/** What is wrong with a text that is to be read before it runs. `what` begins a sentence. */
function textProblem(what: string, text: string, longest: number): string | undefined {
  if (hasHidden(text))
    return `${what} ${quoted(text)} contains invisible or control characters: what is shown would not be what runs.`;
  if (new TextEncoder().encode(text).length > longest)
    return `${what} ${quoted(text)} is longer than ${longest} bytes.`;
  return undefined;
}

function specialisationProblem(name: string): string | undefined {
  if (name === '') return 'A specialisation without a name cannot be run.';
  if (name.includes('/'))
    return `The specialisation name ${quoted(name)} contains a slash, which NixOS does not allow.`;
  if (name === '.' || name === '..') return `The specialisation name ${quoted(name)} is not a name a folder can have.`;
  return textProblem('The specialisation name', name, LONGEST_NAME);
}

/** Why a name cannot be that of a host. */
export function hostProblem(host: string): string | undefined {
  if (host === '') return 'The configuration has an empty name.';
  if (/["#]/.test(host)) return `The configuration name ${quoted(host)} cannot be written in a flake reference.`;
  return textProblem('The configuration name', host, LONGEST_NAME);
}

function rootProblem(root: ConfigRoot): string | undefined {
  if (!root.path.startsWith('/')) return `The configuration ${quoted(root.path)} is not on this machine.`;
  // In a flake reference `?` begins parameters and `#` the attribute.
  if (root.kind === 'flake' && /[?#]/.test(root.path))
    return `A flake in a folder with ? or # in its path cannot be referred to: ${quoted(root.path)}`;
  return textProblem('The path of the configuration', root.path, LONGEST_ARGUMENT);
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
  if (program === undefined || program === '') return `The setting ${setting} is empty.`;
  if (program.includes('/') && !program.startsWith('/'))
    return `The setting ${setting} must begin with a program's name or its absolute path.`;
  const problems = command.map((word) =>
    textProblem(`The setting ${setting} cannot be used: the word`, word, LONGEST_NAME),
  );
  return problems.find((problem) => problem !== undefined);
}

/** Why a command with this argument would not be the one that was read. */
export function argumentProblem(argument: string): string | undefined {
  return textProblem('The argument', argument, 2 * LONGEST_ARGUMENT);
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
  return `“${visible(name, SHOWN).replace(/[“”]/g, escaped)}”`;
}
