// Why a system as a whole certainly does not evaluate, whatever is asked of it.
import { EndlessRecursion } from '../modules/question';
import type { System } from '../modules/system';
import type { Analysis } from './analysis';
import { dotted } from './meetings';
import { shapesIn } from './shapes';
import { unboundIn } from './unbound';

export interface Failure {
  readonly kind: 'undeclared' | 'infinite-recursion' | 'not-a-module' | 'not-a-set' | 'undefined-variable';
  readonly message: string;
}

/** The first reason found in the base or in one of its specialisations, which the base builds too. */
export function failureOf({ base }: Analysis): Failure | undefined {
  for (const system of [base, ...base.children]) {
    const failure = shapeFailure(system) ?? moduleFailure(system) ?? variableFailure(system);
    if (failure !== undefined) return failure;
  }
  return undeclaredFailure(base);
}

/** What fits no option, whatever the options are. */
function shapeFailure(system: System): Failure | undefined {
  const { modules, values } = shapesIn(system);
  const [bad] = modules.filter(({ proof }) => proof === 'certain');
  if (bad?.kind === 'problem') return { kind: 'not-a-module', message: bad.problem.message };
  if (bad?.kind === 'stray-key') return { kind: 'undeclared', message: `The option \`${dotted(bad.path)}' does not exist.` };
  const path = bad?.misfit.path ?? values.find(({ proof }) => proof === 'certain')?.path;
  return path && { kind: 'not-a-set', message: `a value rather than an attribute set for the option \`${dotted(path)}'` };
}

function moduleFailure({ evaluation, entry }: System): Failure | undefined {
  if (entry?.doubt !== undefined) return undefined;
  const early = evaluation.collection.failures.find(({ error }) => error instanceof EndlessRecursion);
  return early && { kind: 'infinite-recursion', message: 'which modules are imported depends on what they configure' };
}

function variableFailure(system: System): Failure | undefined {
  const [unbound] = unboundIn(system);
  return unbound && { kind: 'undefined-variable', message: `undefined variable '${unbound.names[0]?.name}' in ${unbound.module.file}` };
}

/** `specialisation.<name>` takes NixOS's own few options only. */
function undeclaredFailure({ specialisations }: System): Failure | undefined {
  for (const { merged } of specialisations) {
    const path = merged.outcome.kind === 'submodule' ? merged.outcome.evaluation.unmatched[0]?.path : undefined;
    if (path !== undefined) return { kind: 'undeclared', message: `The option \`${dotted([...merged.path, ...path])}' does not exist.` };
  }
  return undefined;
}
