// tree-sitter's tree → our AST, in one pass of a cursor and without recursion: a node is built
// when its last child has been.
import type { TreeCursor } from 'web-tree-sitter';
import type { Span } from '../../base/span';
import type { SyntaxTree } from '../ast';
import type { Mask } from '../repair/mask';
import { rootOf } from '../repair/recover';
import { lowerAttrPath, lowerBinding, lowerBindingSet, lowerInherit, lowerInheritedAttrs } from './bindings';
import { lowerExpression } from './expressions';
import { lowerFormal, lowerFormals, lowerFunction } from './functions';
import { type Context, expressions, type Frame, type Item } from './items';
import { lowerLeaf } from './leaves';
import { Kind, type KindOf } from './node-kinds';
import { regroup } from './operators';
import type { Recorder } from './reuse';
import { lowerPath, lowerString } from './strings';

interface OpenFrame extends Frame {
  readonly items: Item[];
  /** The id of a binding that may be kept, or 0. */
  readonly id: number;
  /** How deep it is nested in itself, as far as known. */
  height: number;
}

/** What was parsed in place of the text, and what is known of it already. */
export interface Source {
  readonly text: string;
  readonly covers: Mask['covers'];
  readonly holes: ReadonlyMap<number, number>;
  readonly errors: readonly Span[];
}

/** A lowered text. */
export interface Lowered {
  readonly tree: SyntaxTree;
  /** It parses, but a binding in it looks like two with the first half-typed. */
  readonly isSuspicious: boolean;
  /** Errors were found that the source did not tell of: they are lost where a part is taken over. */
  readonly hasOwnErrors: boolean;
}

/** Lowers the whole tree the cursor belongs to. With a recorder, bindings it knows are taken over. */
export function lower(cursor: TreeCursor, kindOf: KindOf, source: Source, recorder?: Recorder): Lowered {
  const { text } = source;
  const context: Context = { ...source, errors: [...source.errors], loose: new Set(), isSuspicious: false };
  const file: OpenFrame = { type: Kind.Source, start: 0, end: text.length, items: [], id: 0, height: 0 };
  const stack: OpenFrame[] = [];
  let open = file;
  for (;;) {
    const type = kindOf(cursor.nodeTypeId);
    const id = type === Kind.Binding && recorder !== undefined ? cursor.nodeId : 0;
    const frame: OpenFrame = { type, start: cursor.startIndex, end: cursor.endIndex, items: [], id, height: 1 };
    const leaf = id === 0 ? lowerLeaf(context, frame, open.type) : recorder?.reuse(id, frame.start, frame.end);
    if (leaf === undefined && cursor.gotoFirstChild()) {
      stack.push(open);
      open = frame;
      continue;
    }
    if (leaf === undefined) open.items.push(finish(context, frame));
    else if (leaf !== 'nothing') open.items.push(leaf);
    while (!cursor.gotoNextSibling()) {
      const parent = stack.pop();
      if (parent === undefined || !cursor.gotoParent()) {
        const [root = rootOf(context, file)] = expressions(file.items);
        const hasOwnErrors = context.errors.length > source.errors.length;
        return { tree: { root, errors: tidy(context.errors) }, isSuspicious: context.isSuspicious, hasOwnErrors };
      }
      const item = finish(context, open);
      if (open.id !== 0 && item.kind === 'binding') recorder?.finish(open.id, open.start, open.end, item, open.height);
      parent.items.push(item);
      parent.height = Math.max(parent.height, open.height + 1);
      open = parent;
    }
  }
}

/** Builds the item of a node whose children are built. */
function finish(context: Context, lowered: Frame): Item {
  const settled = context.loose.size === 0 || lowered.type === Kind.Binary;
  const frame = settled ? lowered : { ...lowered, items: lowered.items.map((item) => regroup(context, item)) };
  switch (frame.type) {
    case Kind.String:
    case Kind.IndentedString:
      return lowerString(context, frame);
    case Kind.Path:
      return lowerPath(context, frame);
    case Kind.Function:
      return lowerFunction(frame);
    case Kind.Formals:
      return lowerFormals(frame);
    case Kind.Formal:
      return lowerFormal(frame);
    case Kind.BindingSet:
      return lowerBindingSet(context, frame);
    case Kind.Binding:
      return lowerBinding(context, frame);
    case Kind.Inherit:
    case Kind.InheritFrom:
      return lowerInherit(frame);
    case Kind.InheritedAttrs:
      return lowerInheritedAttrs(frame);
    case Kind.AttrPath:
      return lowerAttrPath(frame);
    case Kind.Source:
      return rootOf(context, frame);
    case Kind.Error:
      context.errors.push({ start: frame.start, end: frame.end });
      return { kind: 'broken', start: frame.start, end: frame.end, items: frame.items };
    default:
      return lowerExpression(context, frame);
  }
}

/** Sorted, and joined where they overlap. */
function tidy(errors: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const error of errors.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last === undefined || error.start > last.end) result.push({ start: error.start, end: error.end });
    else if (error.end > last.end) result[result.length - 1] = { start: last.start, end: error.end };
  }
  return result;
}
