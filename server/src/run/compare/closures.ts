// The command that compares the closures of two built systems. Pure.

/** The programs that can, the ones that say most first. */
export const CLOSURE_TOOLS = ['dix', 'nvd', 'nix'] as const;

/** Undefined where none of them is there. Paths are of the Nix store. */
export function closureCommand(
  tools: ReadonlySet<string>,
  before: string,
  after: string,
): readonly [string, ...string[]] | undefined {
  if (tools.has('dix')) return ['dix', before, after];
  if (tools.has('nvd')) return ['nvd', 'diff', before, after];
  if (tools.has('nix'))
    return ['nix', '--extra-experimental-features', 'nix-command', 'store', 'diff-closures', before, after];
  return undefined;
}
