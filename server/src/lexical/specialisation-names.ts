// Where code names one of the specialisations of a configuration that it reads: `config.specialisation.x`, `inherit
// (config.specialisation) x`, `with config.specialisation; x`, `hasAttr "x" config.specialisation`, `attrByPath [
// "specialisation" "x" ] null config`; in a home those of the system that it is in, by `osConfig`.

import type { Span } from '../base/span';
import { isGlobalName } from '../eval/builtins/globals';
import { writtenCall } from '../eval/provenance';
import { type AttrName, type Expr, type InheritBinding, type SyntaxTree, stripParens } from '../syntax/ast';
import { lookAt } from '../syntax/literals';
import { scopeAt } from '../syntax/scope';
import { MOST_ASKED } from './code-scan';
import { lastName, type Read, resolveRead } from './resolve';

export interface SpecialisationName {
  readonly name: string;
  readonly span: Span;
  /** The configuration, where it is an argument of a function around the place. */
  readonly read: Read | undefined;
  /** Whose specialisation it is: of the configuration that the module belongs to, or of the system around a home. */
  readonly of: 'own' | 'system';
  /** A step of a path, a text, or a name that an `inherit` takes over or a `with` brings in. */
  readonly as: 'step' | 'text' | TakenOver | BroughtIn;
}

export interface TakenOver {
  readonly kind: 'inherit';
  readonly binding: InheritBinding;
  /** What it is taken from. */
  readonly set: Expr;
}

/** A name on its own. */
export interface BroughtIn {
  readonly kind: 'with';
  /** What brings it in. */
  readonly set: Expr;
  /** Whether another name could stand there on its own, too. */
  readonly isFree: (name: string) => boolean;
}

/** One name of a path. */
interface Step {
  readonly name: string | undefined;
  readonly span: Span;
}

/**
 * What an expression itself names, not what is inside of it.
 * @param wanted the only name that is of interest: nothing else is looked up
 */
export function specialisationNames(expr: Expr, tree: SyntaxTree, wanted?: string): readonly SpecialisationName[] {
  const found = (target: Expr, steps: readonly Step[], as: SpecialisationName['as']): readonly SpecialisationName[] => {
    const isMeant = wanted === undefined || steps.some(({ name }) => name === wanted);
    const named = isMeant ? nameAmong(target, steps, as, tree) : undefined;
    return named === undefined || (wanted ?? named.name) !== named.name ? [] : [named];
  };
  const broughtIn = (step: Step, binding?: InheritBinding): readonly SpecialisationName[] => {
    const { name, span } = step;
    if (name === undefined || (wanted ?? name) !== name) return [];
    const { names, withs } = scopeAt(tree.root, span.start);
    const isFree = (one: string): boolean => !names.has(one) && !isGlobalName(one);
    const [set] = withs;
    if (set === undefined || !isFree(name)) return [];
    return found(
      set,
      [step],
      binding === undefined ? { kind: 'with', set, isFree } : { kind: 'inherit', binding, set },
    );
  };
  switch (expr.kind) {
    case 'select':
    case 'has-attr':
      return found(expr.target, expr.path.map(stepOf), 'step');
    case 'let':
    case 'attrs':
      return expr.bindings.flatMap((binding) => {
        if (binding.kind !== 'inherit') return [];
        const { from } = binding;
        if (from === undefined) return binding.names.flatMap((name) => broughtIn(stepOf(name), binding));
        const as: TakenOver = { kind: 'inherit', binding, set: from };
        return eachOf(binding.names.map(stepOf)).flatMap((step) => found(from, step, as));
      });
    case 'variable':
      return broughtIn({ name: expr.name, span: expr });
    case 'apply':
    // `config |> hasAttr "x"`.
    case 'binary':
      return pathsOfCall(expr).flatMap(({ target, steps }) => found(target, steps, 'text'));
    default:
      return [];
  }
}

/** The sets that a call of the library takes attributes of, each with a path of texts. */
function pathsOfCall(expr: Expr): readonly { readonly target: Expr; readonly steps: readonly Step[] }[] {
  const { head, args } = writtenCall(expr, MOST_ASKED);
  const [first, second, third] = args;
  if (first === undefined || second === undefined) return [];
  switch (`${lastName(head)} ${args.length}`) {
    case 'hasAttr 2':
    case 'getAttr 2':
      return [{ target: second, steps: [textOf(first)] }];
    case 'hasAttrByPath 2':
    case 'getAttrFromPath 2':
      return [{ target: second, steps: textsOf(first) }];
    case 'attrByPath 3':
      return third === undefined ? [] : [{ target: third, steps: textsOf(first) }];
    case 'removeAttrs 2':
      return eachOf(textsOf(second)).map((steps) => ({ target: first, steps }));
    case 'getAttrs 2':
      return eachOf(textsOf(first)).map((steps) => ({ target: second, steps }));
    default:
      return [];
  }
}

const eachOf = (steps: readonly Step[]): readonly (readonly Step[])[] => steps.map((step) => [step]);

const stepOf = (step: AttrName): Step => ({ name: step.kind === 'static' ? step.name : undefined, span: step });

function textOf(expr: Expr): Step {
  const inner = stripParens(expr);
  if (inner.kind !== 'string') return { name: undefined, span: inner };
  lookAt(inner);
  const [text = ''] = inner.parts;
  return { name: inner.parts.length <= 1 && typeof text === 'string' ? text : undefined, span: inner };
}

function textsOf(expr: Expr): readonly Step[] {
  const inner = stripParens(expr);
  return inner.kind === 'list' ? inner.items.map(textOf) : [];
}

/** The step behind `config.specialisation`, however the target is called. */
function nameAmong(
  target: Expr,
  steps: readonly Step[],
  as: SpecialisationName['as'],
  tree: SyntaxTree,
): SpecialisationName | undefined {
  // Few paths say so, and names are looked up for them only.
  const written = namesOf(target);
  const isNear = [...written, ...steps.map(({ name }) => name)].includes('specialisation');
  const read = isNear || written.length === 1 ? resolveRead(target, tree) : undefined;
  const before = isConfiguration(read?.argument) ? [read?.argument, ...(read?.path ?? [])] : written;
  const names = [...before, ...steps.map(({ name }) => name)];
  const at = names.findIndex((name, i) => isConfiguration(name) && names[i + 1] === 'specialisation') + 2;
  const step = at < 2 ? undefined : steps[at - before.length];
  // A `let` may give that name to something else.
  if (at === 2 && read === undefined && scopeAt(tree.root, target.start).names.has(names[0] ?? '')) return undefined;
  const of = names[at - 2] === 'config' ? 'own' : 'system';
  return step?.name === undefined ? undefined : { name: step.name, span: step.span, read, of, as };
}

/** What modules are given; the others only those of a home inside of a system. */
const isConfiguration = (name: string | undefined): boolean =>
  name === 'config' || name === 'osConfig' || name === 'nixosConfig';

function namesOf(expr: Expr): readonly (string | undefined)[] {
  const inner = stripParens(expr);
  if (inner.kind === 'variable') return [inner.name];
  return inner.kind === 'select'
    ? [...namesOf(inner.target), ...inner.path.map((step) => stepOf(step).name)]
    : [undefined];
}
