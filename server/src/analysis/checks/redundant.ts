// Definitions of specialisations that say what is so without them, and priorities that nothing is there to beat.

import { equal } from '../../eval/compare';
import { NO_SITE } from '../../eval/site';
import { force } from '../../eval/thunk';
import type { Definition } from '../../modules/definition';
import { PLAIN_PRIORITY } from '../../modules/definition';
import type { Merged } from '../../modules/merge/outcome';
import { readProperty } from '../../modules/property';
import type { System } from '../../modules/system';
import type { MergeClass } from '../../options/merge-class';
import { stripParens } from '../../syntax/ast';
import { isOwnSystem, mergePoints } from '../merge-points';
import { agreedOnDefinitions } from './agreement';

export interface Redundant {
  /**
   * `repeated`: the base system gives the same value at the same priority. `empty`: an empty list beside the base
   * system's, which keeps all it has.
   * `idle`: all else that is defined would lose to a plain value too.
   */
  readonly kind: 'repeated' | 'empty' | 'idle';
  readonly path: readonly string[];
  readonly definition: Definition;
  /** The same in the base system. */
  readonly first: Definition | undefined;
  readonly systems: readonly System[];
}

type Answer = Omit<Redundant, 'systems'>;

export function redundantDefinitions(base: System): readonly Redundant[] {
  return [...agreedOnDefinitions(base, mergePoints, repeats), ...agreedOnDefinitions(base, ownOptions, idles)];
}

/** Only where equal values are no conflict, and only what certainly counts on both sides. */
function repeats(definition: Definition, { winners, class: type, outcome, path }: Merged): Answer | undefined {
  if (!winners.includes(definition)) return undefined;
  if (isList(type) && isEmptyList(definition)) return besideMore(definition, winners, path);
  if (!mustAgree(type) || outcome.kind !== 'ok') return undefined;
  const first = winners.find((other) => {
    const answer =
      other.module.scope === 'base' && other.entry.origin !== undefined
        ? equal(definition.slot, other.slot, NO_SITE)
        : undefined;
    return answer?.kind === 'bool' && answer.value;
  });
  return first && { kind: 'repeated', path, definition, first };
}

const isList = (type: MergeClass): boolean => type.kind === 'list' || (type.kind === 'nullOr' && isList(type.of));

/** `[ ]` written out: nobody writes that to add nothing. */
function isEmptyList({ entry: { origin }, slot }: Definition): boolean {
  const written = origin && stripParens(origin.value);
  const value = written?.kind === 'list' && written.items.length === 0 ? force(slot) : undefined;
  return value?.kind === 'list' && value.items.length === 0;
}

function besideMore(
  definition: Definition,
  winners: readonly Definition[],
  path: readonly string[],
): Answer | undefined {
  const first = winners.find(({ module, slot, entry }) => {
    const value = module.scope === 'base' && entry.origin !== undefined ? force(slot) : undefined;
    return value?.kind === 'list' && value.items.length > 0;
  });
  return first && { kind: 'empty', path, definition, first };
}

const mustAgree = (type: MergeClass): boolean =>
  type.kind === 'equal' || (type.kind === 'nullOr' && mustAgree(type.of));

/**
 * The options that the configuration declares itself and the specialisation defines: no other modules can define those.
 */
function ownOptions({ evaluation }: System): readonly Merged[] {
  const { modules, opaque } = evaluation.collection;
  if (opaque.length > 0 || modules.every(({ options }) => options === undefined)) return [];
  const own = evaluation.defined((raws) => raws.every(({ module }) => module.scope === 'base'));
  return own.flatMap(({ path, merged }) => {
    const node = isOwnSystem(path) ? undefined : evaluation.node(path);
    return node?.kind === 'option' && (node.declaration?.files.length ?? 0) > 0 ? [merged()] : [];
  });
}

/** A force that wins over nothing but defaults, as a plain value would. */
function idles(definition: Definition, { definitions, winners, unseen, path }: Merged): Answer | undefined {
  const isForced =
    definition.priority < PLAIN_PRIORITY && definition.override?.at === 'value' && winners.includes(definition);
  // A property inside the force is a mistake of its own.
  if (!isForced || unseen.length > 0 || readProperty(force(definition.slot)) !== undefined) return undefined;
  const isBeaten = definitions.every((other) => other === definition || other.priority > PLAIN_PRIORITY);
  return isBeaten ? { kind: 'idle', path, definition, first: undefined } : undefined;
}
