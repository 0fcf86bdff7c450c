// Which sets are known to be complete by what is written where they are used.
import type { AttrsValue } from '../../eval/values';
import { letBinding } from '../../lexical/no-function';
import { type Binding, type Expr, stripParens } from '../../syntax/ast';
import { pathTo } from '../../syntax/locate';
import type { ScopeAt } from '../../syntax/scope';
import type { SourceTexts } from '../../syntax/source-texts';

/**
 * Whether a set is written out where it is used: it stands there, a `let` says it, or it is what a file consists of.
 * What modules and libraries put together is never complete: some modules cannot be read, and
 * libraries are known in short.
 */
export function isWrittenOut(expr: Expr, scope: ScopeAt | undefined): boolean {
  const inner = stripParens(expr);
  if (inner.kind === 'attrs') return true;
  if (inner.kind === 'select') return isWrittenOut(inner.target, scope);
  if (inner.kind === 'apply') {
    const head = stripParens(inner.fn);
    return head.kind === 'variable' && head.name === 'import' && stripParens(inner.argument).kind === 'path';
  }
  const binding = inner.kind === 'variable' ? letBinding(inner.name, scope) : undefined;
  if (binding === undefined) return false;
  const value = stripParens(binding.value);
  return (
    binding.path.length > 1 || (value.kind !== 'select' && value.kind !== 'variable' && isWrittenOut(value, undefined))
  );
}

/** Whether a set is part of the configuration: `config.a`, or a name that a `let` gives to that. */
export function isOfConfig(expr: Expr, scope: ScopeAt | undefined): boolean {
  const inner = stripParens(expr);
  if (inner.kind === 'select') return isOfConfig(inner.target, scope);
  if (inner.kind !== 'variable') return false;
  const by = scope?.names.get(inner.name)?.by;
  if (by === 'formal' || by === 'param') return inner.name === 'config';
  const value = stripParens(letBinding(inner.name, scope)?.value ?? inner);
  return value.kind === 'select' && isOfConfig(value, scope);
}

/** Arguments of modules that NixOS or a library makes: what they have is known in short. */
const MADE: ReadonlySet<string> = new Set(['lib', 'pkgs', 'config', 'options', 'osConfig', 'inputs', 'self', 'args']);

/**
 * Whether a set that an argument hands on is, name by name, one that stands in a file: nobody has added anything to it
 * on the way.
 */
export function isHandedOn(expr: Expr, set: AttrsValue, scope: ScopeAt | undefined, sources: SourceTexts): boolean {
  const inner = stripParens(expr);
  if (inner.kind === 'select') return isHandedOn(inner.target, set, scope, sources);
  if (inner.kind !== 'variable' || MADE.has(inner.name) || scope?.names.get(inner.name)?.by !== 'formal') return false;
  const [first] = [...set.entries.values()].flatMap(({ origin }) => (origin === undefined ? [] : [origin]));
  const tree = first && sources.parse(first.file);
  const written = tree && pathTo(tree.root, first.key.start).findLast((around) => around.kind === 'attrs');
  if (written?.kind !== 'attrs' || set.open !== undefined) return false;
  const names = written.bindings.flatMap(namesOf);
  return names.length > 0 && !names.includes(undefined) && sameNames(new Set(names), set);
}

/** The names that a binding gives its set; undefined for one that the text does not tell. */
function namesOf(binding: Binding): readonly (string | undefined)[] {
  const names = binding.kind === 'inherit' ? binding.names : binding.path.slice(0, 1);
  return names.map((name) => (name.kind === 'static' ? name.name : undefined));
}

const sameNames = (names: ReadonlySet<string | undefined>, { entries }: AttrsValue): boolean =>
  names.size === entries.size && [...entries.keys()].every((name) => names.has(name));
