// Warnings of a whole system. Of a text in a list nobody knows where it comes from, but the definitions of `warnings`
// say their files: there it is looked for, and what stands around it decides whether it is said.
import { inShare } from '../eval/budget';
import { readsThrough } from '../lexical/config-reads';
import { type Expr, stripParens } from '../syntax/ast';
import { eachChild } from '../syntax/children';
import { pathTo } from '../syntax/locate';
import type { SourceTexts } from '../syntax/source-texts';
import type { CompleteSystem } from './complete';
import { definitionsOf } from './complete-options';
import { at, itemsOf, messagesOf, textOf } from './read-value';
import type { Said } from './said';

export function warningsSaid(system: CompleteSystem, texts: SourceTexts): readonly Said[] {
  const messages = inShare(() => messagesOf(at(system.config, 'warnings')));
  if (messages.length === 0) return [];
  const option = inShare(() => at(system.options, 'warnings'));
  const definitions = option && inShare(() => definitionsOf(system, option));
  const files = itemsOf(definitions).map((definition) => ({
    file: textOf(at(definition, 'file')),
    messages: inShare(() => messagesOf(at(definition, 'value'))),
  }));
  return messages.map((message) => {
    const file = files.find((each) => each.messages.includes(message))?.file;
    return (
      (file === undefined ? undefined : saidIn(file, message, texts)) ?? { message, written: undefined, reads: [] }
    );
  });
}

function saidIn(file: string, message: string, texts: SourceTexts): Said | undefined {
  const tree = texts.parse(file);
  const text = tree && textIn(tree.root, message);
  if (tree === undefined || text === undefined) return undefined;
  const around = pathTo(tree.root, text.start)
    .map(stripParens)
    .findLast((expr) => expr.kind === 'apply' || expr.kind === 'if');
  return {
    message,
    written: { file, start: text.start, end: text.end },
    reads: around === undefined ? [] : readsThrough(around, tree),
  };
}

/** The text of a message as it is written: all that is known of it stands in the message. */
function textIn(root: Expr, message: string): Expr | undefined {
  const pending = [root];
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    if (expr.kind === 'string' && makes(expr.parts, message)) return expr;
    eachChild(expr, (child) => void pending.push(child));
  }
  return undefined;
}

/** Too little to tell a text by. */
const SHORTEST = 8;

function makes(parts: readonly (string | Expr)[], message: string): boolean {
  const known = parts.filter((part) => typeof part === 'string');
  if (known.join('').length < Math.min(SHORTEST, message.length)) return false;
  let from = 0;
  for (const part of known) {
    const at = message.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return typeof parts[0] !== 'string' || message.startsWith(parts[0]);
}
