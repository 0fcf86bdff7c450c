// What a module function is called with: config, options, lib, the special arguments, and what `_module.args` gives (pkgs among them).
import { libValue } from '../eval/lib/index';
import { selectAttr } from '../eval/select';
import { force, lazily } from '../eval/thunk';
import { AttrsValue, type Entry, type LambdaValue, OpaqueValue, type Slot, string, unknown, type Value } from '../eval/values';
import type { Evaluation } from './evaluation';
import { MERGE_SITE } from './merge/scalars';

export function makeArguments(evaluation: Evaluation, fn: LambdaValue): AttrsValue {
  const { specialArgs, interpreter } = evaluation.input;
  const entries = new Map<string, Entry>(specialArgs.entries);
  const put = (name: string, slot: Slot): void => {
    entries.set(name, { slot, origin: undefined });
  };
  if (!entries.has('lib')) put('lib', libValue(interpreter));
  put('config', evaluation.config);
  put('options', new OpaqueValue(`${evaluation.input.label} options`, 'plain'));
  put('_class', classOf(evaluation));
  // As in nixpkgs, only names that the function's head spells out are looked up in _module.args.
  for (const { name } of fn.code.formals ?? [])
    if (!entries.has(name))
      put(
        name,
        lazily(MERGE_SITE, () => moduleArg(evaluation, name)),
      );
  return new AttrsValue(entries, specialArgs.open);
}

const classOf = ({ input }: Evaluation): Value => (input.class === undefined ? unknown('argument', '_class') : string(input.class));

/** A module argument as any module of an evaluation may ask for it by name. */
export function moduleArgument(evaluation: Evaluation, name: string): Value {
  if (name === 'config') return evaluation.config;
  if (name === 'options') return new OpaqueValue(`${evaluation.input.label} options`, 'plain');
  if (name === '_class') return classOf(evaluation);
  const { specialArgs, interpreter } = evaluation.input;
  const given = specialArgs.get(name);
  if (given !== undefined) return force(given);
  return name === 'lib' ? libValue(interpreter) : moduleArg(evaluation, name);
}

function moduleArg(evaluation: Evaluation, name: string): Value {
  const { moduleArgs, specialArgs } = evaluation.input;
  if (evaluation.isReady) {
    const given = force(evaluation.merged(['_module', 'args', name]).winners[0]?.slot ?? moduleArgs.get(name) ?? unknown('argument', name));
    if (given.kind !== 'unknown' || given.code !== 'argument') return given;
  }
  const own = moduleArgs.get(name);
  if (own !== undefined) return force(own);
  return specialArgs.open === undefined
    ? unknown('argument', `module argument ${name}`)
    : selectAttr(new OpaqueValue('args', 'plain'), name, MERGE_SITE);
}
