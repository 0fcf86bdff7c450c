// Which names and paths may become part of a command line. Everything here comes from a file
// someone else may have written.
import type { ConfigRoot, RunSpec } from '../protocol/run';

/**
 * Control characters and the marks that reorder text: they would make the shown command differ from the one that runs.
 */
const DECEPTIVE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

function specialisationProblem(name: string): string | undefined {
  if (name === '') return 'A specialisation without a name cannot be run.';
  if (name.includes('/'))
    return `The specialisation name ${quoted(name)} contains a slash, which NixOS does not allow.`;
  if (name === '.' || name === '..') return `The specialisation name ${quoted(name)} is not a name a folder can have.`;
  if (DECEPTIVE.test(name)) return 'The specialisation name contains invisible control characters.';
  return undefined;
}

function hostProblem(host: string): string | undefined {
  if (host === '') return 'The configuration has an empty name.';
  if (/["#]/.test(host)) return `The configuration name ${quoted(host)} cannot be written in a flake reference.`;
  if (DECEPTIVE.test(host)) return 'The configuration name contains invisible control characters.';
  return undefined;
}

function rootProblem(root: ConfigRoot): string | undefined {
  if (!root.path.startsWith('/')) return `The configuration ${quoted(root.path)} is not on this machine.`;
  if (DECEPTIVE.test(root.path)) return 'The path of the configuration contains invisible control characters.';
  // In a flake reference `?` begins parameters and `#` the attribute.
  if (root.kind === 'flake' && /[?#]/.test(root.path))
    return `A flake in a folder with ? or # in its path cannot be referred to: ${root.path}`;
  return undefined;
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
  return undefined;
}

/**
 * VS Code replaces `${…}` in the arguments of a task, even by the result of a command: such arguments never reach it.
 */
export function expandsInTask(argument: string): boolean {
  return argument.includes('${');
}

/** A name as messages show it. */
export function quoted(name: string): string {
  return `“${name}”`;
}
