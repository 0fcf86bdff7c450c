// Old names of options. A rename covers the option and everything below it; the longest renamed prefix wins.
import { ANY_NAME, joinPath, splitPath } from './option-path';

/** More steps than any chain of renames has. */
const STEP_LIMIT = 32;

/** Reads `from TAB to` lines and gives the function from a path to its current name; the same array when nothing is renamed. */
export function readRenames(lines: readonly string[]): (path: readonly string[]) => readonly string[] {
  const targets = new Map<string, readonly string[]>();
  for (const line of lines) {
    const [from = '', to] = line.split('\t');
    if (to !== undefined) targets.set(from, splitPath(to));
  }
  return (path) => {
    const seen = new Set<string>();
    let current = path;
    for (let step = 0; step < STEP_LIMIT; step += 1) {
      const next = renamedOnce(targets, current);
      if (next === undefined) return current;
      const name = joinPath(next);
      // Two names that point at each other say nothing about which one is current.
      if (seen.has(name)) return path;
      seen.add(name);
      current = next;
    }
    return current;
  };
}

function renamedOnce(targets: ReadonlyMap<string, readonly string[]>, path: readonly string[]): readonly string[] | undefined {
  for (let depth = path.length; depth > 0; depth -= 1) {
    for (const { pattern, names } of patternsOf(path.slice(0, depth))) {
      const to = targets.get(pattern);
      if (to !== undefined) return [...withNames(to, names), ...path.slice(depth)];
    }
  }
  return undefined;
}

/** The ways a rename may write this path: as it is, or with one segment as `<name>`. */
function patternsOf(path: readonly string[]): { pattern: string; names: readonly string[] }[] {
  const patterns = [{ pattern: joinPath(path), names: [] as readonly string[] }];
  for (let at = 1; at < path.length - 1; at += 1) {
    patterns.push({ pattern: joinPath(path.with(at, ANY_NAME)), names: path.slice(at, at + 1) });
  }
  return patterns;
}

/** Puts the names that stood at `<name>` back, in their order. */
function withNames(path: readonly string[], names: readonly string[]): readonly string[] {
  let next = 0;
  return path.map((segment) => {
    if (segment !== ANY_NAME) return segment;
    next += 1;
    return names[next - 1] ?? segment;
  });
}
