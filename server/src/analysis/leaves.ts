// The options of a system down to the level at which definitions meet: sets that merge per key are entered.
import type { Evaluation } from '../modules/evaluation';
import type { Merged } from '../modules/merge/outcome';

/** Parts of the option tree that are systems of their own and are looked at there. */
const OWN_SYSTEMS: readonly (readonly string[])[] = [['specialisation'], ['home-manager', 'users']];

/** Whether the option at a path holds systems of their own. */
export function isOwnSystem(path: readonly string[]): boolean {
  return OWN_SYSTEMS.some((own) => own.length === path.length && own.every((segment, i) => path[i] === segment));
}

/** Everything that modules define in one evaluation, entered as far as definitions merge per key. */
export function leaves(evaluation: Evaluation): readonly Merged[] {
  const found: Merged[] = [];
  const pending: Merged[] = [];
  for (const { path, merged } of evaluation.defined()) {
    if (!isOwnSystem(path)) pending.push(merged);
  }
  for (let merged = pending.pop(); merged !== undefined; merged = pending.pop()) {
    const { outcome } = merged;
    if (outcome.kind === 'keys' && outcome.keys.size > 0) pending.push(...outcome.keys.values());
    else if (outcome.kind === 'submodule') pending.push(...outcome.evaluation.defined().map((option) => option.merged));
    else found.push(merged);
  }
  return found;
}

/** An option path as people write it: segments that are no identifiers are quoted. */
export function dotted(path: readonly string[]): string {
  return path.map((segment) => (/^[A-Za-z_][A-Za-z0-9_'-]*$/.test(segment) ? segment : JSON.stringify(segment))).join('.');
}
