// constant-guard: a condition on `config.specialisation` or `config.isSpecialisation` that always comes
// out the same where it stands.

import type { Analysis } from '../analysis/analysis';
import { covers, type Location } from '../base/span';
import { removeDefinition } from '../edits/remove';
import { force } from '../eval/thunk';
import { type CodeScan, codeScans } from '../lexical/code-scan';
import { propertyCall } from '../lexical/property-call';
import { type SpecialisationQuestion, specialisationQuestion } from '../lexical/specialisation-questions';
import type { Evaluation } from '../modules/evaluation';
import type { System } from '../modules/system';
import { l10n } from '../protocol/l10n';
import { type Expr, type LambdaExpr, stripParens } from '../syntax/ast';
import { pathTo } from '../syntax/locate';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { theBases } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/constant-guard';

/** `config.specialisation`, `config.isSpecialisation`. */
const MENTION = /pecialisation/;

type ScannedFile = { readonly file: string } & CodeScan;

export const constantGuard: Rule = {
  code: 'constant-guard',
  page: PAGE,
  unanimous: true,
  check(analysis, sources) {
    const files = [...codeScans(analysis.files, sources)].filter(
      ({ file, questions }) => questions.length > 0 && sources.says(file, MENTION),
    );
    if (files.length === 0) return [];
    const heads = headsOf(analysis);
    return files.flatMap((scan) =>
      scan.questions.flatMap((question) => {
        const guard = guardAt(question, scan);
        const verdict = guard && judge(guard, scan, heads, analysis);
        return guard === undefined || verdict === undefined ? [] : [findingOf(guard, verdict, scan, analysis, sources)];
      }),
    );
  },
};

interface Guard extends SpecialisationQuestion {
  /** The whole condition: `config.specialisation != { }`. */
  readonly expr: Expr;
  /** The expressions around it, outermost first, itself last. */
  readonly around: readonly Expr[];
}

/** Names of arguments that are configurations of NixOS or Home Manager. */
const CONFIGURATIONS: ReadonlySet<string> = new Set(['config', 'osConfig', 'nixosConfig']);

function guardAt(expr: Expr, { tree }: CodeScan): Guard | undefined {
  const found = specialisationQuestion(expr, tree);
  if (found === undefined || !CONFIGURATIONS.has(found.read.argument)) return undefined;
  const around = pathTo(tree.root, expr.start);
  const at = around.indexOf(expr);
  return at < 0 ? undefined : { expr, around: around.slice(0, at + 1), ...found };
}

/** The function heads that modules are given their arguments by, and the bodies of specialisations written in place. */
interface Heads {
  /** Of modules of the base system. */
  readonly base: ReadonlySet<Expr>;
  /** Of modules that take part in specialisations only. */
  readonly specialisation: ReadonlySet<Expr>;
  readonly bodies: readonly Location[];
}

function headsOf({ base }: Analysis): Heads {
  const heads = (modules: readonly { readonly head: LambdaExpr | undefined }[]): LambdaExpr[] =>
    modules.flatMap(({ head }) => (head === undefined ? [] : [head]));
  const inBase = new Set<Expr>(heads(base.evaluation.collection.modules));
  const inSpecialisations = base.specialised.flatMap(({ evaluation }) => heads(evaluation.collection.modules));
  const bodies = base.specialisations.flatMap(({ configuration }) =>
    configuration.definitions.flatMap(({ entry: { origin } }) =>
      origin === undefined || origin.inherited
        ? []
        : [{ file: origin.file, start: origin.value.start, end: origin.value.end }],
    ),
  );
  return { base: inBase, specialisation: new Set<Expr>(inSpecialisations.filter((head) => !inBase.has(head))), bodies };
}

interface Verdict {
  readonly value: boolean | 'fallback';
  readonly why: string;
}

function judge(
  { expr, read, asks }: Guard,
  { file }: ScannedFile,
  heads: Heads,
  { base }: Analysis,
): Verdict | undefined {
  const { argument, binder } = read;
  const isConfig = heads.base.has(binder) || heads.specialisation.has(binder);
  if (asks === 'is-text' || asks === 'is-not-text') {
    const why = l10n.t(
      '`{0}.specialisation` is the set of all specialisations, not the name of the one that runs',
      argument,
    );
    return isConfig ? { value: asks === 'is-not-text', why } : undefined;
  }
  if (argument !== 'config') return undefined;
  if (asks === 'has' || asks === 'fallback') {
    const [, name = ''] = read.path;
    const why = l10n.t('`config.specialisation` is the set of all specialisations, and none is called `{0}`', name);
    return isConfig && isNoSpecialisation(name, base)
      ? { value: asks === 'fallback' ? 'fallback' : false, why }
      : undefined;
  }
  if (heads.specialisation.has(binder)) {
    const why =
      asks === 'is-specialisation'
        ? l10n.t('this module takes part in specialisations only')
        : l10n.t('`config` is the configuration of a specialisation here, and that has no specialisations of its own');
    return { value: asks !== 'not-empty', why };
  }
  const isInBody = heads.bodies.some((body) => body.file === file && covers(body, expr) && !covers(body, binder));
  if (!isInBody || !heads.base.has(binder)) return undefined;
  return {
    value: asks === 'not-empty',
    why: l10n.t(
      "`config` is {0} here, not the specialisation's (only a function `{ config, ... }: …` is given that)",
      theBases({ base }),
    ),
  };
}

/** Whether it is certain that nobody makes a specialisation of this name. Nobody calls one `name`. */
function isNoSpecialisation(name: string, { evaluation, specialisations }: System): boolean {
  if (specialisations.some((entry) => entry.name === name)) return false;
  return (
    name === 'name' ||
    (evaluation.collection.opaque.length === 0 &&
      evaluation.merged(['specialisation']).unseen.length === 0 &&
      isWhole(evaluation))
  );
}

/** Whether all names of specialisations are known. */
function isWhole(evaluation: Evaluation): boolean {
  const { definitions } = evaluation.merged(['specialisation']);
  return definitions.every(({ slot }) => {
    const value = force(slot);
    return value.kind === 'attrs' && value.open === undefined;
  });
}

function findingOf(
  guard: Guard,
  { value, why }: Verdict,
  { file }: ScannedFile,
  analysis: Analysis,
  sources: SourceTexts,
): Finding {
  const { start, end, kind } = guard.expr;
  return finding({ file, start, end }, analysis, {
    code: 'constant-guard',
    severity: 'warning',
    message: messageOf(value, kind, why),
    fixes: () =>
      value === 'fallback' ? [] : [value ? unwrapFix(guard, file, sources) : removeFix(guard, file, sources)],
  });
}

function messageOf(value: Verdict['value'], kind: Expr['kind'], why: string): string {
  if (value !== 'fallback') return l10n.t('This is always {0}: {1}.', value, why);
  return kind === 'select'
    ? l10n.t('This is always what stands behind `or`: {0}.', why)
    : l10n.t('This is always the default: {0}.', why);
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
    title: l10n.t('Remove the condition (it always holds)'),
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
      title: l10n.t('Remove the definition (its condition never holds)'),
      kind: 'remove',
      preferred: false,
      edits: [edit],
    }
  );
}
