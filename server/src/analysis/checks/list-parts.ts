// The elements of lists that have to be merged to see what is wrong in them.
import type { Merged } from '../../modules/merge/outcome';
import type { MergeClass } from '../../options/merge-class';

/**
 * The elements that are sets or lists themselves, and those of a list that is one of several alternatives. Whether the
 * elements of a plain list fit is seen without merging them.
 */
export function partsToEnter({ class: type, outcome }: Merged): readonly Merged[] {
  const list = type.kind === 'nullOr' ? type.of : type;
  const isPlain = list.kind === 'list';
  if (outcome.kind !== 'ok' || (isPlain && !isDeep(list.element))) return [];
  return (outcome.parts?.() ?? []).filter(({ outcome: part }) => {
    switch (part.kind) {
      case 'submodule':
        return part.evaluation.input.closed;
      case 'keys':
      case 'ok':
        return true;
      default:
        return part.kind === 'type-error' && !isPlain;
    }
  });
}

/** Whether values of a class have parts that are merged on their own. */
function isDeep(type: MergeClass): boolean {
  switch (type.kind) {
    case 'attrs':
    case 'list':
    case 'coerced':
      return true;
    case 'submodule':
      return type.declared !== undefined;
    case 'nullOr':
      return isDeep(type.of);
    case 'either':
      return type.of.some(isDeep);
    default:
      return false;
  }
}
