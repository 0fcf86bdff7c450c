// lost-definition: `//` with a property on one side, or between sets of options that share a name:
// one side is silently dropped.

import type { Analysis } from '../analysis/analysis';
import { placeKey, treesNamedAt } from '../analysis/checks/option-trees';
import { memo } from '../base/memo';
import type { Location, Span } from '../base/span';
import { type CodeScan, codeScans } from '../lexical/code-scan';
import { letBinding } from '../lexical/no-function';
import { isLibraryCall, propertyCall } from '../lexical/property-call';
import {
  areAlternatives,
  lostPaths,
  operandsOf,
  overlap,
  type WrittenName,
  type WrittenSet,
  writtenSet,
} from '../lexical/update-chain';
import { l10n } from '../protocol/l10n';
import { type BinaryExpr, type Expr, stripParens } from '../syntax/ast';
import { dotted } from '../syntax/print';
import { type ScopeAt, scopeAt } from '../syntax/scope';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, finding } from './engine/finding';
import type { Rule } from './engine/rule';
import { inWords } from './engine/wording';
import { mergeFix } from './fixes/merge';
import { PAGE } from './pages/lost-definition';

export const lostDefinition: Rule = {
  code: 'lost-definition',
  page: PAGE,
  check(analysis, sources) {
    const found: Finding[] = [];
    const shallow: Shallow[] = [];
    for (const scan of codeScans(analysis.files, sources)) {
      for (const update of scan.updates) {
        const operands = operandsOf(update);
        if (operands.some((operand) => propertyCall(operand) !== undefined))
          found.push(...besideProperty(update, operands, scan, analysis, sources));
        else shallow.push(...shallowIn(update, operands, scan));
      }
    }
    return [...found, ...replacedTrees(shallow, analysis, sources)];
  },
};

/** `mkIf c { … } // { … }`: what is laid over or under the property's own attributes is not looked at. */
function besideProperty(
  update: BinaryExpr,
  operands: readonly Expr[],
  { file, tree }: { readonly file: string } & CodeScan,
  analysis: Analysis,
  sources: SourceTexts,
): readonly Finding[] {
  const index = operands.findLastIndex((operand) => {
    const call = propertyCall(operand);
    return call !== undefined && isLibraryCall(call, tree);
  });
  const kept = operands[index];
  const call = kept && propertyCall(kept);
  const lost = operands.filter((operand, i) => i !== index && !isEmptySet(operand));
  if (call === undefined || lost.length === 0) return [];
  const side = lost.every((operand) => operand.start < call.expr.start)
    ? 'left'
    : lost.every((o) => o.start > call.expr.start)
      ? 'right'
      : undefined;
  const { start, end } = call.head;
  return [
    finding({ file, start, end }, analysis, {
      code: 'lost-definition',
      severity: 'warning',
      message: besideMessage(side, call.name),
      related: lost.map((operand) => ({
        file,
        start: operand.start,
        end: operand.end,
        message: l10n.t('this is lost'),
      })),
      fixes: () => [mergeFix(update, operands, file, sources)],
    }),
  ];
}

function besideMessage(side: 'left' | 'right' | undefined, name: string): string {
  switch (side) {
    case 'left':
      return l10n.t(
        'Lost: what stands on the left of the `{0}`. ' +
          '`//` puts it beside the attributes of the `{0}` itself, where the module system does not look.',
        name,
      );
    case 'right':
      return l10n.t(
        'Lost: what stands on the right of the `{0}`. ' +
          '`//` puts it beside the attributes of the `{0}` itself, where the module system does not look.',
        name,
      );
    default:
      return l10n.t(
        'Lost: what stands on both sides of the `{0}`. ' +
          '`//` puts it beside the attributes of the `{0}` itself, where the module system does not look.',
        name,
      );
  }
}

function isEmptySet(expr: Expr): boolean {
  const inner = stripParens(expr);
  return inner.kind === 'attrs' && inner.bindings.length === 0;
}

/** A name that a later operand gives anew, with other attributes. */
interface Shallow {
  readonly file: string;
  readonly update: BinaryExpr;
  readonly operands: readonly Expr[];
  readonly name: string;
  readonly left: WrittenName;
  readonly right: WrittenName;
  readonly lost: readonly (readonly string[])[];
  /** Whether a later operand also gives a value at the same path. */
  readonly overlaps: boolean;
  /** Whether the left side stands elsewhere, under a name that the chain uses. */
  readonly isNamed: boolean;
}

/** An operand, or what a `let` says that it is. */
function writtenAs(operand: Expr, scope: () => ScopeAt): { readonly expr: Expr; readonly isNamed: boolean } {
  const inner = stripParens(operand);
  const binding = inner.kind === 'variable' ? letBinding(inner.name, scope()) : undefined;
  return binding?.path.length === 1 ? { expr: binding.value, isNamed: true } : { expr: operand, isNamed: false };
}

/** A name in one of the operands that follow, the nearest first. */
interface LaterName {
  readonly set: WrittenSet;
  readonly written: WrittenName;
}

/** So many operands in a row may be meant for one another's place. */
const MOST_ALTERNATIVES = 16;

function shallowIn(
  update: BinaryExpr,
  operands: readonly Expr[],
  { file, tree }: { readonly file: string } & CodeScan,
): readonly Shallow[] {
  const later = new Map<string, readonly LaterName[]>();
  const found: Shallow[] = [];
  const scope = memo(() => scopeAt(tree.root, update.start));
  for (const operand of operands.toReversed()) {
    const { expr, isNamed } = writtenAs(operand, scope);
    const set = writtenSet(expr);
    if (set === undefined) continue;
    for (const [name, left] of [...set.names].reverse()) {
      const others = later.get(name) ?? [];
      const right = others.find((other) => !areAlternatives(set, other.set))?.written;
      later.set(name, [{ set, written: left }, ...others.slice(0, MOST_ALTERNATIVES)]);
      if (left.names === undefined || right?.names === undefined) continue;
      const lost = lostPaths(left.names, right.names);
      if (lost.length === 0) continue;
      found.push({
        file,
        update,
        operands,
        name,
        left,
        right,
        lost,
        isNamed,
        overlaps: overlap(left.names, right.names),
      });
    }
  }
  return found.reverse();
}

/** Of the names that are replaced, those that are sets of options: there nobody means to drop what stands below. */
function replacedTrees(shallow: readonly Shallow[], analysis: Analysis, sources: SourceTexts): readonly Finding[] {
  if (shallow.length === 0) return [];
  const keys = new Set(shallow.flatMap(({ file, left, right }) => [placeKey(file, left), placeKey(file, right)]));
  const trees = treesNamedAt(analysis.systems, ({ file, key }) => keys.has(placeKey(file, key)));
  return shallow.flatMap(({ file, update, operands, left, right, lost, overlaps, isNamed }): readonly Finding[] => {
    // Where the right side is never there, as its condition is known not to hold, it replaces nothing.
    const path = trees.get(placeKey(file, right));
    if (path === undefined) return [];
    const names = lost.map((below) => `\`${dotted([...path, ...below])}\``);
    const shown =
      names.length > 3 ? l10n.t('{0} and {1} more', names.slice(0, 3).join(', '), names.length - 3) : names.join(', ');
    const at = ({ start, end }: Span): Location => ({ file, start, end });
    const words = isNamed
      ? inWords('Lost: {0}{2}. `//` replaces `{1}` as a whole by this.', shown, dotted(path), at(left))
      : inWords(
          'Lost: {0}. `//` replaces `{1}` as a whole by what stands on its right{2}.',
          shown,
          dotted(path),
          at(right),
        );
    return [
      finding(at(isNamed ? right : left), analysis, {
        code: 'lost-definition',
        severity: 'warning',
        ...words,
        option: dotted(path),
        related: [
          isNamed
            ? { ...at(left), message: l10n.t('this is lost') }
            : { ...at(right), message: l10n.t('this replaces it') },
        ],
        fixes: () => [overlaps || isNamed ? undefined : mergeFix(update, operands, file, sources)],
      }),
    ];
  });
}
