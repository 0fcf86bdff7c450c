// missing-argument: a function is called without an argument it needs, or with one that it does not
// take; a module's head above all.

import type { Analysis } from '../analysis/analysis';
import { sitePlace } from '../analysis/checks/broken';
import { MissingAttribute, NotAFunction, WrongArgument } from '../eval/errors';
import type { LambdaCode } from '../eval/frame';
import type { ErrorValue } from '../eval/values';
import { MissingArgument } from '../modules/arguments';
import { l10n } from '../protocol/l10n';
import { type Expr, stripParens } from '../syntax/ast';
import type { SourceTexts } from '../syntax/source-texts';
import { brokenFindings } from './engine/broken-findings';
import type { Fix } from './engine/finding';
import type { Rule } from './engine/rule';
import { siteText } from './engine/sites';
import { passArgument } from './fixes/pass-argument';
import { PAGE } from './pages/missing-argument';

type Concern = MissingArgument | WrongArgument | NotAFunction | MissingAttribute;

export const missingArgument: Rule = {
  code: 'missing-argument',
  page: PAGE,
  // What a part of a system is called with, nobody knows.
  check: (analysis, sources) =>
    analysis.entryPoint.fragment
      ? []
      : brokenFindings(analysis, isConcern, (error) => ({
          code: 'missing-argument',
          message: messageOf(error, analysis, sources),
          fixes: () => [fixOf(error, analysis, sources)],
        })),
};

const isConcern = (error: ErrorValue): error is Concern =>
  error instanceof MissingArgument ||
  ((error instanceof WrongArgument || error instanceof NotAFunction) && isPlain(error)) ||
  (error instanceof MissingAttribute && isOfAllArguments(error));

/** Whether something is selected from the set of all arguments of a module. */
export const isOfAllArguments = ({ set }: MissingAttribute): boolean =>
  ['config', 'options', 'specialArgs', '_class'].every((name) => set.get(name) !== undefined);

/**
 * A module's head, or a file that is called where it is imported. Of other functions it is known less well what they
 * are called with: libraries are known in short.
 */
const isPlain = (error: WrongArgument | NotAFunction): boolean =>
  (error instanceof WrongArgument && isModuleHead(error)) || isImport(error.site?.expr);

function isImport(expr: Expr | undefined): boolean {
  const fn = expr?.kind === 'apply' ? stripParens(expr.fn) : undefined;
  const head = fn?.kind === 'apply' ? stripParens(fn.fn) : undefined;
  return head?.kind === 'variable' && head.name === 'import';
}

/** Whether a function is called as a module is. */
const isModuleHead = ({ fn, site }: WrongArgument): boolean => site !== undefined && site === fn.site;

/** How an argument gets to a module. */
function wayTo(name: string, { entryPoint: { kind }, base }: Analysis): string {
  if (base.input.within !== undefined) return l10n.t('`home-manager.extraSpecialArgs = { inherit {0}; };` does.', name);
  const argument = kind === 'nixos' ? 'specialArgs' : 'extraSpecialArgs';
  return l10n.t('`{0} = { inherit {1}; };`, beside `modules`, does.', argument, name);
}

function messageOf(error: Concern, analysis: Analysis, sources: SourceTexts): string {
  if (error instanceof MissingArgument)
    return l10n.t(
      'Nothing passes `{0}` to this module, so what uses it has no value. {1}',
      error.name,
      wayTo(error.name, analysis),
    );
  if (error instanceof WrongArgument) {
    if (isModuleHead(error) && error.how === 'unexpected')
      return l10n.t('`...` is missing in the head of this module: it is called with more arguments than it names.');
    return error.how === 'missing'
      ? l10n.t('The function that is called here needs `{0}` and does not get it.', error.name)
      : l10n.t('The function that is called here takes no `{0}`.', error.name);
  }
  const text = siteText(error.site, sources);
  if (error instanceof NotAFunction) {
    const subject = text === undefined ? l10n.t('This') : `\`${text}\``;
    return l10n.t('{0} calls what is no function but {1}.', subject, error.called);
  }
  const head = headOf(error);
  return head === undefined
    ? l10n.t("A module's arguments have no `{0}` unless its head names it.", error.name)
    : l10n.t(
        '`{0}` stands for all arguments of the module here, and has no `{1}`: the head must be `{ {0}, ... }:`.',
        head,
        error.name,
      );
}

/**
 * The name that a module whose head is no set of names has for all its arguments, where it is the name of one of them.
 */
function headOf({ site, set }: MissingAttribute): string | undefined {
  const target = site?.expr.kind === 'select' ? stripParens(site.expr.target) : undefined;
  return target?.kind === 'variable' && (target.name === 'pkgs' || set.get(target.name) !== undefined)
    ? target.name
    : undefined;
}

function fixOf(error: Concern, analysis: Analysis, sources: SourceTexts): Fix | undefined {
  if (error instanceof MissingArgument) return passArgument(error.name, analysis, sources);
  return error instanceof WrongArgument && error.how === 'unexpected' ? ellipsisFix(error.fn, sources) : undefined;
}

/** `{ lib, pkgs }:` becomes `{ lib, pkgs, ... }:`. */
function ellipsisFix({ expr, site }: LambdaCode, sources: SourceTexts): Fix | undefined {
  const place = sitePlace(site);
  const text = place && sources.read(place.file);
  const last = expr.formals?.items.at(-1);
  if (place === undefined || text === undefined || expr.formals === undefined) return undefined;
  const edit =
    last === undefined
      ? { start: expr.formals.start, end: expr.formals.end, newText: '{ ... }' }
      : { start: last.end, end: last.end, newText: ', ...' };
  return {
    title: l10n.t('Add `...` to the head'),
    kind: 'add',
    preferred: true,
    edits: [{ file: place.file, ...edit }],
  };
}
