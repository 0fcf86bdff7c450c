// Where a new specialisation is written in a module, and how.
import { type AttrsExpr, type Expr, stripParens } from '../syntax/ast';
import { indentAt, indentStep } from './indent';
import { isNamed, moduleSettings } from './module-settings';

/** To be inserted at `offset` (UTF-16): `before`, the name, `after` up to where the cursor goes on, then `end`. */
export interface NewSpecialisation {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
  readonly end: string;
}

/**
 * Into the set `specialisation` where there is one, else behind the last setting of the module. Undefined where the
 * file is no module with a set of its own, or has its specialisations in one that is not written out.
 */
export function newSpecialisation(root: Expr, text: string): NewSpecialisation | undefined {
  const settings = moduleSettings(root);
  if (settings === undefined) return undefined;
  const known = settings.bindings.find((binding) => isNamed(binding, 'specialisation'));
  const isPath = known?.kind === 'binding' && known.path.length > 1;
  if (known === undefined || isPath) return at(settings, text, 'specialisation.');
  const inside = known.kind === 'binding' ? stripParens(known.value) : undefined;
  // Beside one under a condition, Nix would take no second one.
  return inside?.kind === 'attrs' ? at(inside, text, '') : undefined;
}

function at(set: AttrsExpr, text: string, prefix: string): NewSpecialisation {
  const last = set.bindings.at(-1);
  const [outer, step] = [indentAt(set.start, text), indentStep(text)];
  const indent =
    last === undefined || !text.slice(set.start, last.start).includes('\n')
      ? `${outer}${step}`
      : indentAt(last.start, text);
  const isOpen = text.slice(last?.end ?? set.start, set.end).includes('\n');
  return {
    offset: last?.end ?? set.start + 1,
    before: `\n${indent}${prefix}`,
    after: `.configuration = {\n${indent}${step}`,
    // What follows on the line goes to one of its own.
    end: `\n${indent}};${isOpen ? '' : `\n${outer}`}`,
  };
}
