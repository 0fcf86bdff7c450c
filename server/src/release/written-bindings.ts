// All bindings of a file with the names on the way to them.
import type { LineIndex } from '../base/line-index';
import type { Span } from '../base/span';
import type { Binding, Expr } from '../syntax/ast';
import { children } from '../syntax/children';

/** A binding: the names on the way to it, the last first. */
export interface Written {
  readonly reversed: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly isInherited: boolean;
  /** It stands below `options`. */
  readonly isDeclaration: boolean;
  /** Where its names end. */
  readonly keyEnd: number;
}

/** A path that is written as a list of names: `[ "services" "old" ]`. */
interface WrittenPath {
  readonly path: string;
  readonly line: number;
}

/** The bindings of a file, and what else in it stands for an option. */
export class WrittenBindings {
  /** In the order of their starts. */
  private readonly all: readonly Written[];
  private readonly byName = new Map<string, Written[]>();
  private readonly paths = new Map<string, number>();

  constructor(
    readonly file: string,
    root: Expr | undefined,
    lines: LineIndex,
  ) {
    const found = root === undefined ? { bindings: [], paths: [] } : namesIn(root, lines);
    this.all = found.bindings.sort((a, b) => a.start - b.start);
    for (const { path, line } of found.paths) if (!this.paths.has(path)) this.paths.set(path, line);
    for (const written of this.all) {
      const [name = ''] = written.reversed;
      const same = this.byName.get(name);
      if (same === undefined) this.byName.set(name, [written]);
      else same.push(written);
    }
  }

  /** Those with this last name; `<name>` stands for one that is computed. */
  named(name: string): readonly Written[] {
    return this.byName.get(name) ?? [];
  }

  /** Whether a binding with this last name begins in a line. */
  isNamedAt(line: number | undefined, name: string): boolean {
    return this.named(name).some((written) => written.line === line);
  }

  /** The first line that has the whole path as a list of names. */
  listed(path: readonly string[]): number | undefined {
    return this.paths.get(path.join(SEPARATOR));
  }

  /** The innermost binding around a place that does not begin there. */
  around(place: number): Written | undefined {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.all[middle]?.start ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    for (let index = low - 1; index >= 0; index--) {
      const candidate = this.all[index];
      if (candidate !== undefined && candidate.end > place) return candidate;
    }
    return undefined;
  }
}

/** Stands in no name. */
const SEPARATOR = '\n';

/** The names in a list of plain texts; none where it has anything else. */
function listOfNames(expr: Expr): readonly string[] {
  if (expr.kind !== 'list') return [];
  const names = expr.items.flatMap((item) => {
    const [only, ...more] = item.kind === 'string' ? item.parts : [];
    return typeof only === 'string' && more.length === 0 ? [only] : [];
  });
  return names.length === expr.items.length ? names : [];
}

function namesIn(
  root: Expr,
  lines: LineIndex,
): { readonly bindings: Written[]; readonly paths: readonly WrittenPath[] } {
  const found: Written[] = [];
  const paths: WrittenPath[] = [];
  // `rename [ "old" ] [ "new" ]` declares the first, and the second is somebody else's.
  const goals = new Set<Expr>();
  const open: { readonly expr: Expr; readonly reversed: readonly string[] }[] = [{ expr: root, reversed: [] }];
  const add = (binding: Binding, around: readonly string[]): void => {
    if (binding.kind === 'inherit') {
      for (const name of binding.names) if (name.kind === 'static') note([name.name, ...around], name, name.end);
      return;
    }
    const names = binding.path.map((name) => (name.kind === 'static' ? name.name : '<name>'));
    const reversed = [...names.toReversed(), ...around];
    note(reversed, binding, binding.path.at(-1)?.end ?? binding.start);
    open.push({ expr: binding.value, reversed });
  };
  const note = (reversed: readonly string[], { start, end }: Span, keyEnd: number): void => {
    found.push({
      reversed,
      start,
      end,
      line: lines.position(start).line + 1,
      keyEnd,
      isInherited: end === keyEnd,
      isDeclaration: reversed.includes('options'),
    });
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { expr, reversed } = next;
    if (expr.kind === 'apply' && expr.fn.kind === 'apply' && expr.fn.argument.kind === 'list') goals.add(expr.argument);
    const names = goals.has(expr) ? [] : listOfNames(expr);
    if (names.length > 1) paths.push({ path: names.join(SEPARATOR), line: lines.position(expr.start).line + 1 });
    if (expr.kind === 'attrs' || expr.kind === 'let') {
      for (const binding of expr.bindings) add(binding, reversed);
      if (expr.kind === 'let') open.push({ expr: expr.body, reversed });
    } else for (const child of children(expr)) open.push({ expr: child, reversed });
  }
  return { bindings: found, paths };
}
