// Old names of options. A rename covers the option and everything below it; the longest renamed prefix wins.
import { ANY_NAME, joinPath, splitPath } from './option-path';

/** More steps than any chain of renames has. */
const STEP_LIMIT = 32;

interface RenameNode {
  readonly children: Map<string, RenameNode>;
  /** The new name of what stands here. */
  to: readonly string[] | undefined;
}

interface Match {
  readonly to: readonly string[];
  readonly depth: number;
  /** The names that stood at `<name>`. */
  readonly names: readonly string[];
}

/**
 * Reads `from TAB to` lines and gives the function from a path to its current name; the same
 * array when nothing is renamed.
 */
export function readRenames(lines: readonly string[]): (path: readonly string[]) => readonly string[] {
  const root = makeNode();
  for (const line of lines) {
    const [from = '', to] = line.split('\t');
    if (to !== undefined) nodeAt(root, splitPath(from)).to = splitPath(to);
  }
  return (path) => {
    let current = path;
    for (let step = 0; step < STEP_LIMIT; step += 1) {
      const match = longestMatch(root, current, 0, []);
      if (match === undefined) return current;
      current = [...withNames(match.to, match.names), ...current.slice(match.depth)];
      // Names that lead back to where they started say nothing about which one is current.
      if (joinPath(current) === joinPath(path)) return path;
    }
    return path;
  };
}

/** From the current name of an option to the old ones that lead to it at once, as far as they are written out. */
export function readOldNames(lines: readonly string[]): (path: readonly string[]) => readonly (readonly string[])[] {
  const olds = new Map<string, (readonly string[])[]>();
  for (const line of lines) {
    const [from = '', to] = line.split('\t');
    if (to !== undefined) olds.set(to, [...(olds.get(to) ?? []), splitPath(from)]);
  }
  return (path) =>
    path.flatMap((_, index) => {
      const rest = path.slice(index + 1);
      return (olds.get(joinPath(path.slice(0, index + 1))) ?? []).map((old) => [...old, ...rest]);
    });
}

function makeNode(): RenameNode {
  return { children: new Map(), to: undefined };
}

function nodeAt(root: RenameNode, path: readonly string[]): RenameNode {
  let node = root;
  for (const segment of path) {
    const next = node.children.get(segment) ?? makeNode();
    node.children.set(segment, next);
    node = next;
  }
  return node;
}

function longestMatch(
  node: RenameNode,
  path: readonly string[],
  depth: number,
  names: readonly string[],
): Match | undefined {
  const segment = path[depth];
  const own = segment === undefined ? undefined : node.children.get(segment);
  const any = segment === undefined ? undefined : node.children.get(ANY_NAME);
  const byName = own === undefined ? undefined : longestMatch(own, path, depth + 1, names);
  const byAny =
    any === undefined || segment === undefined ? undefined : longestMatch(any, path, depth + 1, [...names, segment]);
  const deeper = byName !== undefined && byAny !== undefined && byAny.depth > byName.depth ? byAny : (byName ?? byAny);
  return deeper ?? (node.to === undefined ? undefined : { to: node.to, depth, names });
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
