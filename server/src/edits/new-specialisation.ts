// Where a new specialisation is written in a module, and how.
import type { Span } from '../base/span';
import { applyEdits, type TextEdit } from '../base/text-edit';
import { type AttrsExpr, type Expr, stripParens } from '../syntax/ast';
import { indentAt, indentStep } from './indent';
import { isNamed, moduleSettings } from './module-settings';

/** In place of the span (UTF-16): `before`, the name, `after` up to where the cursor goes on, then `end`. */
export interface NewSpecialisation {
  readonly span: Span;
  readonly before: string;
  readonly after: string;
  readonly end: string;
}

/**
 * Into the set `specialisation` where there is one, else behind the last setting of the module. Undefined where the
 * file is no module with a set of its own, or has its specialisations in one that is not written out.
 * @param removed what is taken out of the text meanwhile: what of it lies within the span is gone with it
 */
export function newSpecialisation(
  root: Expr,
  text: string,
  removed: readonly TextEdit[] = [],
): NewSpecialisation | undefined {
  const settings = moduleSettings(root);
  if (settings === undefined) return undefined;
  const known = settings.bindings.find((binding) => isNamed(binding, 'specialisation'));
  const isPath = known?.kind === 'binding' && known.path.length > 1;
  if (known === undefined || isPath) return at(settings, text, 'specialisation.', removed);
  const inside = known.kind === 'binding' ? stripParens(known.value) : undefined;
  // Beside one under a condition, Nix would take no second one.
  return inside?.kind === 'attrs' ? at(inside, text, '', removed) : undefined;
}

function at(set: AttrsExpr, text: string, prefix: string, removed: readonly TextEdit[]): NewSpecialisation {
  const last = set.bindings.at(-1);
  const [outer, step] = [indentAt(set.start, text), indentStep(text)];
  const indent =
    last === undefined || !text.slice(set.start, last.start).includes('\n')
      ? `${outer}${step}`
      : indentAt(last.start, text);
  const behind = last?.end ?? set.start + 1;
  const after = `.configuration = {\n${indent}${step}`;
  if (isOneLine(set, text)) {
    // Each of its settings gets a line, too.
    const kept = set.bindings.map((binding) => without(removed, binding, text).trim()).filter((each) => each !== '');
    const before = [...kept, prefix].map((each) => `\n${indent}${each}`).join('');
    return { span: { start: set.start + 1, end: set.end - 1 }, before, after, end: `\n${indent}};\n${outer}` };
  }
  const isOpen = text.slice(behind, set.end).includes('\n');
  // What follows on the line goes to one of its own.
  const blanks = isOpen ? '' : (/^[ \t]*/.exec(text.slice(behind))?.[0] ?? '');
  return {
    span: { start: behind, end: behind + blanks.length },
    before: `\n${indent}${prefix}`,
    after,
    end: `\n${indent}};${isOpen ? '' : `\n${outer}`}`,
  };
}

/** Whether a set is on one line, with nothing in it but its statements. */
function isOneLine({ start, end, bindings }: AttrsExpr, text: string): boolean {
  const between = without(
    bindings.map((binding) => ({ start: binding.start, end: binding.end, newText: '' })),
    { start, end },
    text,
  );
  return /^\{[ \t]*\}$/.test(between) && !text.slice(start, end).includes('\n');
}

/** The part of a text that edits leave. */
function without(edits: readonly TextEdit[], { start, end }: Span, text: string): string {
  const inside = edits.filter((edit) => edit.start < end && edit.end > start);
  return applyEdits(
    text.slice(start, end),
    inside.map((edit) => ({
      start: Math.max(0, edit.start - start),
      end: Math.min(edit.end, end) - start,
      newText: edit.newText,
    })),
  );
}
