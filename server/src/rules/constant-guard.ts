// constant-guard: a condition on `config.specialisation` or `config.isSpecialisation` that always comes
// out the same where it stands.

import type { Analysis } from '../analysis/analysis';
import { covers, type Location } from '../base/span';
import { removeDefinition } from '../edits/remove';
import { propertyCall } from '../lexical/property-call';
import { type Survey, surveys } from '../lexical/survey';
import { type Expr, type LambdaExpr, stripParens } from '../syntax/ast';
import { pathTo } from '../syntax/locate';
import { scopeAt } from '../syntax/scope';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/constant-guard';

type SurveyedFile = { readonly file: string } & Survey;

export const constantGuard: Rule = {
  code: 'constant-guard',
  page: PAGE,
  unanimous: true,
  check(analysis, sources) {
    const files = [...surveys(analysis.files, sources)].filter(({ mentions }) => mentions.length > 0);
    if (files.length === 0) return [];
    const heads = headsOf(analysis);
    return files.flatMap((survey) =>
      survey.mentions.flatMap((mention) => {
        const guard = guardAt(mention, survey);
        const verdict = guard && judge(guard, survey, heads);
        return guard === undefined || verdict === undefined
          ? []
          : [findingOf(guard, verdict, survey, analysis, sources)];
      }),
    );
  },
};

interface Guard {
  /** The whole condition: `config.specialisation != { }`. */
  readonly expr: Expr;
  /** The expressions around it, outermost first, itself last. */
  readonly around: readonly Expr[];
  /** `config.specialisation` as written. */
  readonly mention: Expr;
  /** The name it is reached by: `config`, `osConfig`. */
  readonly name: string;
  readonly asks: 'empty' | 'not-empty' | 'is-specialisation' | 'is-text' | 'is-not-text';
}

function guardAt(mention: Expr, { tree }: Survey): Guard | undefined {
  const target =
    mention.kind === 'select' && mention.path.length === 1 && mention.fallback === undefined
      ? stripParens(mention.target)
      : undefined;
  const step = mention.kind === 'select' ? mention.path[0] : undefined;
  if (target?.kind !== 'variable' || step?.kind !== 'static') return undefined;
  const around = pathTo(tree.root, mention.start);
  const at = around.indexOf(mention);
  if (at < 0) return undefined;
  if (step.name === 'isSpecialisation')
    return { expr: mention, around: around.slice(0, at + 1), mention, name: target.name, asks: 'is-specialisation' };
  const comparison = around[at - 1];
  if (comparison?.kind !== 'binary' || (comparison.operator !== '==' && comparison.operator !== '!=')) return undefined;
  const other = stripParens(comparison.left === mention ? comparison.right : comparison.left);
  const isEqual = comparison.operator === '==';
  const common = { expr: comparison, around: around.slice(0, at), mention, name: target.name };
  if (other.kind === 'attrs' && other.bindings.length === 0)
    return { ...common, asks: isEqual ? 'empty' : 'not-empty' };
  const isOther = other.kind === 'string' || other.kind === 'int' || other.kind === 'list' || isConstant(other);
  return isOther ? { ...common, asks: isEqual ? 'is-text' : 'is-not-text' } : undefined;
}

const isConstant = (expr: Expr): boolean => expr.kind === 'variable' && ['null', 'true', 'false'].includes(expr.name);

/** The function heads that modules are given their arguments by, and the bodies of specialisations written in place. */
interface Heads {
  /** Of modules of the base system. */
  readonly base: ReadonlySet<Expr>;
  /** Of modules that take part in specialisations only. */
  readonly child: ReadonlySet<Expr>;
  readonly bodies: readonly Location[];
}

function headsOf({ base }: Analysis): Heads {
  const heads = (modules: readonly { readonly head: LambdaExpr | undefined }[]): LambdaExpr[] =>
    modules.flatMap(({ head }) => (head === undefined ? [] : [head]));
  const inBase = new Set<Expr>(heads(base.evaluation.collection.modules));
  const inChildren = base.children.flatMap(({ evaluation }) => heads(evaluation.collection.modules));
  const bodies = base.specialisations.flatMap(({ configuration }) =>
    configuration.definitions.flatMap(({ entry: { origin } }) =>
      origin === undefined || origin.inherited
        ? []
        : [{ file: origin.file, start: origin.value.start, end: origin.value.end }],
    ),
  );
  return { base: inBase, child: new Set<Expr>(inChildren.filter((head) => !inBase.has(head))), bodies };
}

interface Verdict {
  readonly value: boolean;
  readonly why: string;
}

function judge(guard: Guard, { file, tree }: SurveyedFile, heads: Heads): Verdict | undefined {
  const binder = scopeAt(tree.root, guard.mention.start).binder(guard.name);
  if (binder === undefined) return undefined;
  if (guard.asks === 'is-text' || guard.asks === 'is-not-text') {
    const isConfig = heads.base.has(binder) || heads.child.has(binder);
    const why = `\`${guard.name}.specialisation\` is the set of all specialisations, not the name of the one that runs`;
    return isConfig ? { value: guard.asks === 'is-not-text', why } : undefined;
  }
  if (guard.name !== 'config') return undefined;
  if (heads.child.has(binder)) {
    const why =
      guard.asks === 'is-specialisation'
        ? 'this module takes part in specialisations only'
        : '`config` is the configuration of a specialisation here, and that has no specialisations of its own';
    return { value: guard.asks !== 'not-empty', why };
  }
  const isInBody = heads.bodies.some((body) => body.file === file && covers(body, guard.expr) && !covers(body, binder));
  if (!isInBody || !heads.base.has(binder)) return undefined;
  return {
    value: guard.asks === 'not-empty',
    why: "`config` is the base system's here, not the specialisation's (only a function `{ config, ... }: …` is given that)",
  };
}

function findingOf(
  guard: Guard,
  { value, why }: Verdict,
  { file }: SurveyedFile,
  analysis: Analysis,
  sources: SourceTexts,
): Finding {
  const { start, end } = guard.expr;
  return finding({ file, start, end }, analysis, {
    code: 'constant-guard',
    severity: 'warning',
    message: `This is always ${value}: ${why}.`,
    fixes: () => [value ? unwrapFix(guard, file, sources) : removeFix(guard, file, sources)],
  });
}

/** The mkIf whose whole condition the guard is. */
function wrapperOf({
  expr,
  around,
}: Guard): { readonly start: number; readonly end: number; readonly content: Expr } | undefined {
  const call = around.toReversed().flatMap((outer) => {
    const found = propertyCall(outer);
    return found?.kind === 'if' && found.parameter !== undefined && stripParens(found.parameter) === expr
      ? [found]
      : [];
  })[0];
  return call && { start: call.expr.start, end: call.expr.end, content: call.content };
}

function unwrapFix(guard: Guard, file: string, sources: SourceTexts): Fix | undefined {
  const text = sources.read(file);
  const call = wrapperOf(guard);
  if (text === undefined || call === undefined) return undefined;
  const newText = text.slice(call.content.start, call.content.end);
  return {
    title: 'Remove the condition (it always holds)',
    kind: 'rewrite',
    preferred: false,
    edits: [{ file, start: call.start, end: call.end, newText }],
  };
}

function removeFix(guard: Guard, file: string, sources: SourceTexts): Fix | undefined {
  const call = wrapperOf(guard);
  const set = guard.around.findLast((expr) => expr.kind === 'attrs' && call !== undefined && expr.start < call.start);
  const binding =
    set?.kind === 'attrs' && call !== undefined
      ? set.bindings.find((binding) => binding.kind === 'binding' && covers(binding, call))
      : undefined;
  if (binding?.kind !== 'binding' || stripParens(binding.value).start !== call?.start) return undefined;
  const edit = removeDefinition({ file, start: binding.start, end: binding.end }, sources);
  return (
    edit && {
      title: 'Remove the definition (its condition never holds)',
      kind: 'remove',
      preferred: false,
      edits: [edit],
    }
  );
}
