// The modules of a base that are written where the system is made, as in `modules = [ { … } ]` of a flake.
import type { Expr } from '../../syntax/ast';
import type { Analysis } from '../analysis';

/** Those that surely take part and stand in a file that is none as a whole, in order. */
export function inlineModules({ base }: Analysis, file: string): readonly Expr[] {
  const { modules } = base.evaluation.collection;
  return modules.flatMap((module) => {
    const isHere = module.file === file && !module.wholeFile && !module.isValue;
    if (!isHere || module.scope !== 'base' || module.doubt !== undefined) return [];
    const written = module.head ?? module.inline;
    return written === undefined ? [] : [written];
  });
}
