// Nodes that are read straight from the text, without a look at their children: a cursor step
// costs more than building the node.
import type { Expr } from '../ast';
import { KEYWORDS, WORD } from '../words';
import type { Context, Frame, Item } from './items';
import { Kind } from './node-kinds';

const PLAIN_PATH = new RegExp(`^${WORD.source}(?:\\.${WORD.source})*$`);

/**
 * The item of a leaf, `nothing` for what has no meaning, undefined for a node to descend into. `parent` is
 * the type of the node around it.
 */
export function lowerLeaf(context: Context, frame: Frame, parent: Kind): Item | 'nothing' | undefined {
  const { type, start, end } = frame;
  switch (type) {
    case Kind.Comment:
    case Kind.Text:
      return 'nothing';
    case Kind.Identifier:
      // An empty one is made up: an error, but not in `inherit;`, which Nix takes.
      if (start === end && parent !== Kind.InheritedAttrs) context.errors.push({ start, end });
      return { kind: 'name', start, end, name: nameAt(context, start, end) };
    case Kind.AttrPath:
      return plainPath(context, frame);
    case Kind.Variable:
    case Kind.Integer:
    case Kind.Float:
    case Kind.Uri:
    case Kind.SearchPath:
      if (start === end) context.errors.push({ start, end });
      if (start === end || context.holes.has(start))
        return { kind: 'error', start, end: context.holes.get(start) ?? end };
      if (type !== Kind.Uri && isCovered(context, start, end)) return { kind: 'error', start, end };
      return literal(type, start, end, context.text.slice(start, end));
    case Kind.Token:
    case Kind.Equals:
    case Kind.Semicolon:
    case Kind.Comma:
    case Kind.Operator:
    case Kind.Or:
    case Kind.Quote:
    case Kind.Dot:
    case Kind.OpenBrace:
    case Kind.Ellipsis:
      if (start === end) context.errors.push({ start, end });
      return { kind: 'token', type, start, end, missing: start === end };
    default:
      return undefined;
  }
}

/** Whether something else was read than what stands there: a literal of the real text would be none. */
function isCovered({ covers }: Context, start: number, end: number): boolean {
  if (covers.size === 0) return false;
  for (let at = start; at < end; at++) if (covers.has(at)) return true;
  return false;
}

function literal(type: Kind, start: number, end: number, text: string): Expr {
  switch (type) {
    case Kind.Integer:
      return { kind: 'int', start, end, digits: text };
    case Kind.Float:
      return { kind: 'float', start, end, value: Number(text) };
    case Kind.Uri:
      return { kind: 'string', start, end, style: 'uri', parts: [text] };
    case Kind.SearchPath:
      return { kind: 'search-path', start, end, text: text.slice(1, -1) };
    default:
      return { kind: 'variable', start, end, name: text };
  }
}

/** An identifier. Where no keyword can stand, tree-sitter takes one for a name; Nix never does. */
function nameAt({ text, errors }: Context, start: number, end: number): string {
  const name = text.slice(start, end);
  if (KEYWORDS.has(name)) errors.push({ start, end });
  return name;
}

/** An attribute path of identifiers and dots alone, as nearly all are. */
function plainPath(context: Context, { start, end }: Frame): Item | undefined {
  const text = context.text.slice(start, end);
  if (!PLAIN_PATH.test(text)) return undefined;
  let at = start;
  const names = text.split('.').map(({ length }) => {
    const from = at;
    at += length + 1;
    return { kind: 'static', start: from, end: from + length, name: nameAt(context, from, from + length) } as const;
  });
  return { kind: 'names', start, end, names };
}
