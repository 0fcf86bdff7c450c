// The default of an option as text.
import { printLiteral } from '../eval/print-value';
import { force, sourceOf } from '../eval/thunk';
import type { AttrsValue, Slot } from '../eval/values';
import { printName } from '../syntax/print';
import { at, textOf } from './read-value';

/** Longer literals are none, nor are those of more parts: each takes two characters at least. */
const LONGEST = 400;
const BOUNDS = { depth: 4, parts: LONGEST / 2 };

export interface DefaultText {
  readonly literal?: string;
  readonly text: string;
}

/**
 * What an option's `defaultText` says, else its default where that is plain data, or written as one of the packages.
 * Where there is a text the default itself is not asked for: it is there because the default depends on something.
 */
export function defaultText(option: AttrsValue): DefaultText | undefined {
  const written = at(option, 'defaultText');
  const text = textOf(written) ?? textOf(at(written, 'text'));
  if (text !== undefined) return { text };
  const slot = option.get('default');
  const named = slot && packageNamed(slot);
  if (named !== undefined) return { text: named };
  const value = slot && force(slot);
  const items = value?.kind === 'list' ? value.items.map(packageNamed) : [];
  if (items.some((item) => item !== undefined))
    return items.includes(undefined) ? undefined : { text: `[ ${items.join(' ')} ]` };
  // `literalExample` and its like were defaults themselves once.
  const example = value?.kind === 'attrs' && value.entries.has('_type') ? textOf(at(value, 'text')) : undefined;
  if (example !== undefined) return { text: example };
  const literal = value && printLiteral(value, BOUNDS);
  return literal === undefined || literal.length > LONGEST ? undefined : { literal, text: literal };
}

/** `pkgs.firefox`, where a value is written so: what that is takes much to find out, and is no plain data. */
function packageNamed(slot: Slot): string | undefined {
  const expr = sourceOf(slot)?.expr;
  if (expr?.kind !== 'select' || expr.target.kind !== 'variable' || expr.target.name !== 'pkgs') return undefined;
  const names = expr.path.flatMap((name) => (name.kind === 'static' ? [printName(name.name)] : []));
  return names.length < expr.path.length || expr.fallback !== undefined ? undefined : ['pkgs', ...names].join('.');
}
