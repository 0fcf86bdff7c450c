// repeated-overlay: a specialisation lists an overlay that the base system has already, so it is applied twice.

import type { Analysis } from '../analysis/analysis';
import { type Overlay, type RepeatedOverlay, repeatedOverlays } from '../analysis/checks/overlays';
import { removeDefinition } from '../edits/remove';
import { l10n } from '../protocol/l10n';
import type { Expr } from '../syntax/ast';
import { children } from '../syntax/children';
import { bindingsAt } from '../syntax/locate';
import { scopeAt } from '../syntax/scope';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { distinctNames, inRow, soleName } from './engine/places';
import type { Rule } from './engine/rule';
import { inWords } from './engine/wording';
import { PAGE } from './pages/repeated-overlay';

export const repeatedOverlay: Rule = {
  code: 'repeated-overlay',
  page: PAGE,
  unanimous: true,
  check(analysis, sources) {
    if (analysis.base.input.kind !== 'nixos') return [];
    const isAlike = (one: Overlay, other: Overlay): boolean =>
      one.file === other.file && isSameText(one, other, sources);
    return repeatedOverlays(analysis.base, isAlike).map((repeated) => findingOf(repeated, analysis, sources));
  },
};

/** The same words, and the names in them mean the same at both places. */
function isSameText(one: Overlay, other: Overlay, sources: SourceTexts): boolean {
  const tree = sources.parse(one.file);
  if (tree === undefined || textOf(one, sources) !== textOf(other, sources)) return false;
  const [here, there] = [scopeAt(tree.root, one.expr.start), scopeAt(tree.root, other.expr.start)];
  return variablesIn(one.expr).every((name) => here.binder(name) === there.binder(name));
}

const textOf = ({ file, expr }: Overlay, sources: SourceTexts): string | undefined =>
  sources.read(file)?.slice(expr.start, expr.end).replace(/\s+/g, ' ');

function variablesIn(expr: Expr): readonly string[] {
  return expr.kind === 'variable' ? [expr.name] : children(expr).flatMap(variablesIn);
}

function findingOf({ overlay, first, systems }: RepeatedOverlay, analysis: Analysis, sources: SourceTexts): Finding {
  const { file, expr } = overlay;
  const names = distinctNames(systems.map(({ name }) => name ?? ''));
  const at = { file: first.file, start: first.expr.start, end: first.expr.end };
  return finding({ file, start: expr.start, end: expr.end }, analysis, {
    code: 'repeated-overlay',
    severity: 'warning',
    ...(names.length === 1
      ? inWords(
          'Applied twice: the base system has this overlay already{0}, and specialisation {1} adds to its list.',
          at,
          inRow(names),
        )
      : inWords(
          'Applied twice: the base system has this overlay already{0}, and specialisations {1} add to its list.',
          at,
          inRow(names),
        )),
    specialisation: soleName(names),
    option: 'nixpkgs.overlays',
    tag: 'unnecessary',
    related: [{ ...at, message: l10n.t('the base system has it here') }],
    fixes: () => [removeFix(overlay, sources)],
  });
}

function removeFix({ file, expr }: Overlay, sources: SourceTexts): Fix | undefined {
  const text = sources.read(file);
  const tree = sources.parse(file);
  const binding = tree && bindingsAt(tree.root, expr.start).at(-1)?.binding;
  if (text === undefined || binding?.kind !== 'binding') return undefined;
  const isOnly = binding.value.kind === 'list' && binding.value.items.length === 1;
  const whole = isOnly ? removeDefinition({ file, start: binding.start, end: binding.end }, sources) : undefined;
  const before = /\s*$/.exec(text.slice(0, expr.start))?.[0].length ?? 0;
  const edit = whole ?? { file, start: expr.start - before, end: expr.end, newText: '' };
  const title = l10n.t('Remove the overlay from the specialisation');
  return { title, kind: 'remove', preferred: true, edits: [edit] };
}
