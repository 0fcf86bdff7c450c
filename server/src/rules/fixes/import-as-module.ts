// `import ./x.nix { inherit config; }` becomes `./x.nix`: a module like any other, which gets the
// arguments of the system it is part of.

import type { Body, Handed } from '../../lexical/parent-reads';
import { l10n } from '../../protocol/l10n';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Fix } from '../engine/finding';

/** What every module may ask for. */
const USUAL = new Set(['config', 'lib', 'options', 'pkgs', 'modulesPath']);

/** Undefined where the call is no module by itself, or the file takes what modules are not given. */
export function importAsModule({ call, head }: Handed, body: Body, sources: SourceTexts): Fix | undefined {
  const text = sources.read(body.file);
  const isModule =
    call.within !== undefined &&
    (call.within.length === 0 || (call.within.length === 1 && call.within[0] === 'imports'));
  const around = new Set(body.head.formals?.items.map(({ name }) => name.name));
  const isServed =
    head.formals?.ellipsis === true &&
    head.formals.items.every(({ name }) => USUAL.has(name.name) || around.has(name.name));
  if (text === undefined || !isModule || !isServed || head.param !== undefined) return undefined;
  const { start, end } = withParens(call.expr, text);
  const path = text.slice(call.path.start, call.path.end);
  return {
    title: l10n.t('Import `{0}` as a module', path),
    kind: 'rewrite',
    preferred: true,
    edits: [{ file: body.file, start, end, newText: path }],
  };
}

/** The parentheses that a call needs as an element of a list go with it. */
function withParens(
  { start, end }: { readonly start: number; readonly end: number },
  text: string,
): { start: number; end: number } {
  return text[start - 1] === '(' && text[end] === ')' ? { start: start - 1, end: end + 1 } : { start, end };
}
