// What the view Testing shows: each specialisation that Nix can evaluate, below its host or home. Pure.
import type { PartNode, Place, SystemNode } from '../../../server/src/protocol/tree';
import { virtualAddress } from '../../../server/src/protocol/virtual-paths';
import type { Checked } from '../../../server/src/run/plan-check';
import { describeRow } from '../views/describe';
import type { Naming } from '../views/row-text';
import type { RowNode } from '../views/rows';

/** An item as it is shown; the id stays the same as long as its thing is there. */
interface TestItem {
  readonly id: string;
  readonly label: string;
  readonly description: string | undefined;
}

/** A host or a home. */
export interface TestedSystem extends TestItem {
  readonly specialisations: readonly TestedSpecialisation[];
}

export interface TestedSpecialisation extends TestItem {
  /** The id of its host or home. */
  readonly system: string;
  readonly of: Checked;
  readonly at: Place;
}

/** The items of a request by their ids; `include` undefined: all. */
export interface Requested {
  readonly include: ReadonlySet<string> | undefined;
  readonly exclude: ReadonlySet<string>;
}

/** `isOpen`: whether a specialisation belongs to what the user has opened. Systems without any are left out. */
export function testedSystems(
  systems: readonly SystemNode[],
  naming: Naming,
  isOpen: (system: SystemNode, part: PartNode) => boolean,
): readonly TestedSystem[] {
  return systems.flatMap((system) => {
    // Homes inside of a system are evaluated with it.
    const parts = system.user === null ? system.parts.filter((part) => isOpen(system, part)) : [];
    const specialisations = parts.flatMap((part) => tested(part, system, naming));
    return specialisations.length === 0 ? [] : [{ ...itemOf(system, naming), specialisations }];
  });
}

/** None of the base, and of what Nix cannot read: documents that are not saved, files that only the editor has. */
function tested(part: PartNode, system: SystemNode, naming: Naming): readonly TestedSpecialisation[] {
  const { key, root, at } = part;
  if (key.specialisation === null || root === null || virtualAddress(root.path) !== undefined) return [];
  const of = { system: key.kind, host: key.host, specialisation: key.specialisation, root };
  return [{ ...itemOf(part, naming), system: system.id, of, at }];
}

/** As the view of specialisations says it. */
function itemOf(node: RowNode, naming: Naming): TestItem {
  const { label, description } = describeRow(node, naming, false);
  return { id: node.id, label, description };
}

/** What is to be checked: of a host or home all of its specialisations. */
export function requested(
  systems: readonly TestedSystem[],
  { include, exclude }: Requested,
): readonly TestedSpecialisation[] {
  const isIn = (ids: ReadonlySet<string>, { id, system }: TestedSpecialisation): boolean =>
    ids.has(id) || ids.has(system);
  return systems
    .flatMap(({ specialisations }) => specialisations)
    .filter((each) => (include === undefined || isIn(include, each)) && !isIn(exclude, each));
}
