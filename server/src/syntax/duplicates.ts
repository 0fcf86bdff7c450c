// What a text says twice and Nix therefore does not read: attributes of one set, variables of one `let`, arguments of
// one function. Sets that are written out may be given in parts; how deep they then join depends on the version of Nix,
// so only what no version takes counts.
import type { Span } from '../base/span';
import { type AttrName, type AttrsExpr, type Binding, type Expr, type LambdaExpr, stripParens } from './ast';
import { eachChild } from './children';

export interface Duplicate extends Span {
  readonly kind: 'attribute' | 'variable' | 'argument';
  /** The path that is there already. */
  readonly path: readonly string[];
  readonly first: Span;
}

/** In the order of the text. */
export function duplicatesIn(root: Expr): readonly Duplicate[] {
  const search = new DuplicateSearch();
  search.expression(root);
  return search.found.toSorted((a, b) => a.start - b.start);
}

/** What a set has under a name: another set that is written out, in as many parts as there are, or anything else. */
interface Member {
  readonly place: Span;
  readonly members: Members | undefined;
}
type Members = Map<string, Member>;

class DuplicateSearch {
  readonly found: Duplicate[] = [];

  expression(expr: Expr): void {
    if (expr.kind === 'attrs') this.set(expr);
    else if (expr.kind === 'let') {
      this.bindings(expr.bindings, 'variable');
      this.expression(expr.body);
    } else {
      if (expr.kind === 'lambda') this.formals(expr);
      eachChild(expr, (child) => this.expression(child));
    }
  }

  private set({ bindings }: AttrsExpr): Members {
    return this.bindings(bindings, 'attribute');
  }

  private bindings(bindings: readonly Binding[], kind: Duplicate['kind']): Members {
    const members: Members = new Map();
    for (const binding of bindings) {
      if (binding.kind === 'binding') this.binding(binding, members, kind);
      else {
        if (binding.from !== undefined) this.expression(binding.from);
        for (const name of binding.names)
          if (name.kind === 'static')
            this.add(members, name.name, { place: name, members: undefined }, { kind, path: [], place: name });
      }
    }
    return members;
  }

  private binding(
    { path, value }: Extract<Binding, { kind: 'binding' }>,
    into: Members,
    kind: Duplicate['kind'],
  ): void {
    for (const name of path) if (name.kind === 'dynamic') this.expression(name.expr);
    const inner = stripParens(value);
    let member: Members | undefined;
    if (inner.kind === 'attrs') member = this.set(inner);
    else this.expression(inner);
    const last = path.at(-1);
    if (last === undefined) return;
    const place = { start: path[0]?.start ?? last.start, end: last.end };
    let at = into;
    const names: string[] = [];
    for (const name of path.slice(0, -1)) {
      const next = this.inside(at, name, { kind, path: names, place });
      if (next === undefined) return;
      at = next;
      names.push(name.kind === 'static' ? name.name : '');
    }
    if (last.kind === 'static') this.add(at, last.name, { place, members: member }, { kind, path: names, place });
  }

  /** The set under one step of a path; undefined when something else is there. */
  private inside(at: Members, name: AttrName, how: How): Members | undefined {
    // A name that is computed makes a set of its own.
    if (name.kind === 'dynamic') return new Map();
    const known = at.get(name.name);
    if (known === undefined) {
      const members: Members = new Map();
      at.set(name.name, { place: how.place, members });
      return members;
    }
    if (known.members === undefined) this.tell(name.name, known, how);
    return known.members;
  }

  private add(at: Members, name: string, member: Member, how: How): void {
    const known = at.get(name);
    if (known === undefined) at.set(name, member);
    else if (known.members === undefined || member.members === undefined) this.tell(name, known, how);
    else {
      for (const [inner, one] of member.members)
        this.add(known.members, inner, one, { ...how, path: [...how.path, name], place: one.place });
    }
  }

  private tell(name: string, { place: first }: Member, { kind, path, place }: How): void {
    this.found.push({
      kind,
      path: [...path, name],
      start: place.start,
      end: place.end,
      first: { start: first.start, end: first.end },
    });
  }

  private formals({ param, formals }: LambdaExpr): void {
    const names = new Map<string, Span>();
    for (const { name } of formals?.items ?? []) {
      const first = names.get(name.name);
      if (first === undefined) names.set(name.name, name);
      else this.tell(name.name, { place: first, members: undefined }, { kind: 'argument', path: [], place: name });
    }
    const same = param && names.get(param.name);
    if (same !== undefined)
      this.tell(
        param?.name ?? '',
        { place: same, members: undefined },
        { kind: 'argument', path: [], place: param ?? same },
      );
  }
}

/** How something is said: what kind of name it is, the path of the set it is in, and where it stands. */
interface How {
  readonly kind: Duplicate['kind'];
  readonly path: readonly string[];
  readonly place: Span;
}
