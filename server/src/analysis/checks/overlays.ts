// Overlays of specialisations that the base system applies already.
import { force } from '../../eval/thunk';
import type { Slot } from '../../eval/values';
import type { Definition } from '../../modules/definition';
import type { System } from '../../modules/system';
import { type Expr, stripParens } from '../../syntax/ast';
import { Agreement } from './agreement';

/** An element of a list of overlays. */
export interface Overlay {
  readonly file: string;
  readonly slot: Slot;
  /** The element as written in the list. */
  readonly expr: Expr;
}

export interface RepeatedOverlay {
  readonly overlay: Overlay;
  /** The same one in the base system. */
  readonly first: Overlay;
  readonly systems: readonly System[];
}

const OVERLAYS = ['nixpkgs', 'overlays'];

/**
 * The overlays that are applied twice in every specialisation whose module lists them.
 * `isAlike` compares two by their text.
 */
export function repeatedOverlays(
  base: System,
  isAlike: (a: Overlay, b: Overlay) => boolean,
): readonly RepeatedOverlay[] {
  const found = new Agreement<Omit<RepeatedOverlay, 'systems'>>();
  for (const system of base.specialised) {
    const { winners } = system.evaluation.merged(OVERLAYS);
    const ofBase = winners.filter(isOfBase).flatMap(overlaysOf);
    for (const overlay of winners.filter((winner) => !isOfBase(winner)).flatMap(overlaysOf)) {
      const inherits = system.entry?.inheritParentConfig === true;
      const first = inherits
        ? ofBase.find((other) => isSame(other.slot, overlay.slot) || isAlike(other, overlay))
        : undefined;
      found.add(`${overlay.file}:${overlay.expr.start}`, system, first && { overlay, first });
    }
  }
  return [...found.agreed()].map(({ answer, systems }) => ({ ...answer, systems }));
}

const isOfBase = ({ module }: Definition): boolean => module.scope === 'base';

/** The elements of a definition that is a list written out; another list's elements cannot be pointed at. */
function overlaysOf({ slot, entry, override }: Definition): readonly Overlay[] {
  const value = force(slot);
  const origin = override?.content.origin ?? entry.origin;
  const written = origin && stripParens(origin.value);
  if (value.kind !== 'list' || value.open !== undefined || origin === undefined || written?.kind !== 'list') return [];
  if (written.items.length !== value.items.length) return [];
  return value.items.map((item, index) => ({ file: origin.file, slot: item, expr: written.items[index] as Expr }));
}

/** One and the same function, or the same one of something that is not evaluated. */
function isSame(a: Slot, b: Slot): boolean {
  const [left, right] = [force(a), force(b)];
  if (left.kind === 'opaque' && right.kind === 'opaque') return left.path === right.path;
  if (left.kind === 'lambda' && right.kind === 'lambda')
    return left.code.expr === right.code.expr && left.env === right.env;
  return left === right && left.kind === 'primop';
}
