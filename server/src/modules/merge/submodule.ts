// The evaluation behind a value of a submodule type.

import { force } from '../../eval/thunk';
import { AttrsValue, string } from '../../eval/values';
import type { MergeClass } from '../../options/merge-class';
import { Evaluation } from '../evaluation';
import { NO_FACTS } from '../facts';
import type { ModuleRef } from '../load-module';

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

/** Evaluates `refs` (the definitions) together with the modules that the type brings. */
export function submoduleEvaluation(
  parent: Evaluation,
  path: readonly string[],
  refs: readonly ModuleRef[],
  type: Extract<MergeClass, { kind: 'submodule' }>,
): Evaluation {
  const { input } = parent;
  const { declared } = type;
  const file = refs[0]?.file ?? '(submodule)';
  const modules = (declared?.modules ?? []).map((slot): ModuleRef => ({ slot, file, scope: 'base' }));
  const own = input.nested?.([...input.prefix, ...path], [...modules, ...refs], parent);
  if (own !== undefined) return own;
  const specialArgs = declared?.specialArgs === undefined ? undefined : force(declared.specialArgs);
  const prefix = [...input.prefix, ...path];
  return new Evaluation({
    interpreter: input.interpreter,
    roots: [...modules, ...refs],
    facts: declared === undefined || declared.alsoElsewhere ? input.facts.inside(path) : NO_FACTS,
    prefix,
    label: `${input.label} ${prefix.join('.')}`,
    specialArgs: specialArgs?.kind === 'attrs' ? specialArgs : new AttrsValue(new Map()),
    builtin: NOTHING,
    fixed: NOTHING,
    moduleArgs: new Map([...input.moduleArgs, ['name', string(path[path.length - 1] ?? '')]]),
    freeform: type.freeform,
    defaults: input.defaults,
    closed: declared !== undefined && !declared.alsoElsewhere,
  });
}
