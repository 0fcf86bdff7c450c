// The configuration of a specialisation, written in place, becomes a file of its own.

import { indentAt, moved } from '../../edits/indent';
import { normalise, parentFolder } from '../../eval/paths';
import { usesIn } from '../../lexical/free-uses';
import { l10n } from '../../protocol/l10n';
import { type Expr, stripParens } from '../../syntax/ast';
import { scopeAt } from '../../syntax/scope';
import { namesOf, type Refactor, type Selected } from './refactor';

/** Arguments that are another thing in a file of its own: the specialisation's, not the base's. */
export const OF_THE_BASE: ReadonlySet<string> = new Set(['config', 'options']);

/**
 * Only where the file says the same as the block: what it uses is given to every module. Named as it is, and not
 * imported by a block, it stands where the block did among the modules, so that lists keep their order.
 */
export function intoFile({
  bindings: [binding, ...others],
  inside,
  set,
  text,
  file,
  sources,
  ...of
}: Selected): readonly Refactor[] {
  if (binding === undefined || others.length > 0) return [];
  const path = [...set.path, ...namesOf(binding)];
  const name = path.at(-2);
  if (path.at(-3) !== 'specialisation' || path.at(-1) !== 'configuration' || name === undefined) return [];
  const body = stripParens(binding.value);
  const at = normalise(`${parentFolder(file)}/${name}.nix`);
  if (!/^[\w-]+$/.test(name) || sources.read(at) !== undefined) return [];
  const head = headFor(body, { ...of, file, text, sources, inside, set, bindings: [binding] });
  if (head === undefined) return [];
  const code = moved({ ...body, text, within: [body] }, indentAt(binding.start, text), '');
  return [
    {
      title: l10n.t('Write the specialisation in `{0}.nix`', name),
      kind: 'extract',
      edits: [{ file, start: body.start, end: body.end, newText: `./${name}.nix` }],
      newFile: { path: at, text: `${head}${code}\n` },
    },
  ];
}

/** The head that the file needs; undefined where it cannot have all that the body uses. */
function headFor(body: Expr, { tree, around }: Selected): string | undefined {
  if (body.kind !== 'attrs' && body.kind !== 'lambda') return undefined;
  const { uses, fromWith } = usesIn(body, undefined);
  const scope = scopeAt(tree.root, body.start);
  // A name that nothing binds is one of Nix's own, unless a \`with\` brings it in.
  const bound = uses.flatMap(({ name }) => scope.names.get(name) ?? []);
  if (fromWith.length > 0 || scope.withs.length > 0) return undefined;
  const { head } = around.module;
  if (bound.some(({ binder, by }) => by !== 'formal' || binder !== head)) return undefined;
  const names = [...new Set(bound.map(({ name }) => name))].sort();
  if (body.kind === 'lambda') return names.length === 0 ? '' : undefined;
  if (names.some((name) => OF_THE_BASE.has(name))) return undefined;
  return names.length === 0 ? '' : `{ ${names.join(', ')}, ... }:\n`;
}
