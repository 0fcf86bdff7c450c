// Giving the body of a specialisation a head of its own, so that `config` and `pkgs` in it are the specialisation's.

import type { FileEdit, TextEdit } from '../../base/text-edit';
import { addFormals } from '../../edits/formals';
import { writtenNames } from '../../edits/names';
import { type Body, isOfOwnConcern, type ParentRead } from '../../lexical/parent-reads';
import { l10n } from '../../protocol/l10n';
import { type Expr, stripParens } from '../../syntax/ast';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Fix } from '../engine/finding';

/**
 * Undefined where the body is neither a written-out set nor a function, or reads something
 * that only the base system has.
 */
export function makeFunction(body: Body, reads: readonly ParentRead[], sources: SourceTexts): Fix | undefined {
  const { origin } = body.definition.entry;
  const written = origin && writtenNames(origin, 'configuration', sources);
  const [only] = written ?? [];
  const text = sources.read(body.file);
  // What is read elsewhere, under another name, or from the option itself would not follow, or would depend on itself.
  const follow = reads.every(
    (read) => read.handed === undefined && read.use.name === read.argument && isOfOwnConcern(read),
  );
  if (
    written?.length !== 1 ||
    only === undefined ||
    text === undefined ||
    !follow ||
    only.binding.path.at(-1) !== only.step
  )
    return undefined;
  const formals = [...new Set(reads.map(({ argument }) => argument))].sort();
  const edits = withHead(stripParens(body.expr), formals, text);
  if (edits === undefined || edits.length === 0) return undefined;
  const list = formals.map((name) => `\`${name}\``).join(` ${l10n.t('and')} `);
  return {
    title: l10n.t('Let the body take {0} of the specialisation', list),
    kind: 'rewrite',
    preferred: true,
    edits: edits.map((edit): FileEdit => ({ file: body.file, ...edit })),
  };
}

function withHead(body: Expr, formals: readonly string[], text: string): readonly TextEdit[] | undefined {
  if (body.kind === 'lambda') return addFormals(body, formals, text);
  return body.kind === 'attrs'
    ? [{ start: body.start, end: body.start, newText: `{ ${formals.join(', ')}, ... }: ` }]
    : undefined;
}
