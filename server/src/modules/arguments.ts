// What a module function is called with: config, options, lib, the special arguments, and what
// `_module.args` gives (pkgs among them).

import { MissingAttribute } from '../eval/errors';
import { libValue } from '../eval/lib/index';
import { selectAttr } from '../eval/select';
import { NO_SITE, type Site, siteAt } from '../eval/site';
import { force, lazily } from '../eval/thunk';
import {
  AttrsValue,
  type Entry,
  ErrorValue,
  type LambdaValue,
  list,
  OpaqueValue,
  type Slot,
  string,
  unknown,
  type Value,
} from '../eval/values';
import type { Evaluation } from './evaluation';
import { ownPackages } from './own-packages';

/** An argument that a module's head asks for and nothing passes. */
export class MissingArgument extends ErrorValue {
  /** @param site the name in the head. */
  constructor(
    readonly name: string,
    site: Site | undefined,
  ) {
    super('missing-attribute', `attribute '${name}' missing`, site);
  }
}

/**
 * Who takes all arguments at once by one of these names expects that argument alone: no special argument
 * is meant by what he asks of it.
 */
const EXPECTED_ALONE: ReadonlySet<string> = new Set(['lib', 'pkgs', 'config', 'options']);

export function makeArguments(evaluation: Evaluation, fn: LambdaValue): AttrsValue {
  const { specialArgs, interpreter, prefix, isWhole } = evaluation.input;
  const entries = new Map<string, Entry>();
  const put = (name: string, slot: Slot): void => {
    entries.set(name, { slot, origin: undefined });
  };
  put('lib', libValue(interpreter));
  put('options', evaluation.options);
  put('specialArgs', specialArgs);
  put('_class', classOf(evaluation));
  put('_prefix', list(prefix.map((name) => string(name))));
  put('config', evaluation.config);
  for (const [name, entry] of specialArgs.entries) entries.set(name, entry);
  const { formals, expr } = fn.code;
  // As in nixpkgs, only names that the function's head spells out are looked up in _module.args.
  for (const { name } of formals ?? [])
    if (!entries.has(name))
      put(
        name,
        lazily(NO_SITE, () => moduleArg(evaluation, name, fn)),
      );
  // Packages are no special argument where nothing says so: who takes all arguments has none.
  const whole = expr.param;
  if (formals === undefined && whole !== undefined && isWhole && !entries.has('pkgs')) {
    const site = siteAt(fn.code.site, { kind: 'variable', name: whole.name, start: whole.start, end: whole.end });
    put('pkgs', new MissingAttribute('pkgs', new AttrsValue(entries), site));
  }
  const isExpectedAlone = formals === undefined && EXPECTED_ALONE.has(expr.param?.name ?? '');
  return new AttrsValue(entries, isExpectedAlone ? undefined : specialArgs.open);
}

const classOf = ({ input }: Evaluation): Value =>
  input.moduleClass === undefined ? unknown('argument', '_class') : string(input.moduleClass);

/** A module argument as any module of an evaluation may ask for it by name. */
export function moduleArgument(evaluation: Evaluation, name: string): Value {
  if (name === 'config') return evaluation.config;
  if (name === 'options') return evaluation.options;
  if (name === '_class') return classOf(evaluation);
  const { specialArgs, interpreter } = evaluation.input;
  const given = specialArgs.get(name);
  if (given !== undefined) return force(given);
  return name === 'lib' ? libValue(interpreter) : moduleArg(evaluation, name, undefined);
}

/** The name in a function's head. */
function formalSite({ code: { expr, site } }: LambdaValue, name: string): Site | undefined {
  const formal = expr.formals?.items.find((item) => item.name.name === name);
  return formal && siteAt(site, { kind: 'variable', name, start: formal.name.start, end: formal.name.end });
}

function moduleArg(evaluation: Evaluation, name: string, fn: LambdaValue | undefined): Value {
  const { moduleArgs, specialArgs, ownArguments, isWhole } = evaluation.input;
  const site = fn && formalSite(fn, name);
  const early = evaluation.tooEarly(site);
  // What is no special argument is asked of `config._module.args`; packages never are one where nothing says so.
  const isAsked = ownArguments !== undefined && specialArgs.open === undefined;
  const isLate = isAsked || (isWhole === true && name === 'pkgs' && !specialArgs.entries.has(name));
  if (early !== undefined && isLate) return early;
  if (early === undefined) {
    const path = ['_module', 'args', name];
    const failure = isLate ? evaluation.failureAbove(path, site) : undefined;
    if (failure !== undefined) return failure;
    const slot = evaluation.merged(path).winners[0]?.slot;
    const own = moduleArgs.get(name);
    const ready =
      slot === undefined && isLate && name === 'pkgs' ? ownPackages(evaluation, own && force(own)) : undefined;
    const given = ready ?? force(slot ?? own ?? unknown('argument', name));
    if (given.kind !== 'unknown' || given.code !== 'argument') return given;
    if (fn !== undefined && evaluation.passesAll(path)) return new MissingArgument(name, site);
  }
  const own = moduleArgs.get(name);
  if (own !== undefined) return force(own);
  return specialArgs.open === undefined
    ? unknown('argument', `module argument ${name}`)
    : selectAttr(new OpaqueValue('args', 'plain'), name, NO_SITE);
}
