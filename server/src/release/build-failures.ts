// What a system is built of: files below /etc, or of a home, and units of systemd. Whatever the rest is, without these
// there is no system, so an option that fails in one of them fails it.
import { inShare } from '../eval/budget';
import { sortedNames } from '../eval/builtins/attrs';
import { force } from '../eval/thunk';
import type { AttrsValue, Value } from '../eval/values';
import type { CompleteSystem } from './complete';
import { at } from './read-value';

/** Sets of things that have a switch, and what is built of each. */
const PARTS: readonly { readonly path: readonly string[]; readonly built: readonly string[] }[] = [
  { path: ['environment', 'etc'], built: ['text', 'source', 'target'] },
  { path: ['systemd', 'units'], built: ['text', 'wantedBy', 'requiredBy'] },
  { path: ['systemd', 'user', 'units'], built: ['text', 'wantedBy'] },
  { path: ['home', 'file'], built: ['text', 'source', 'target'] },
];

/** More say nothing new. */
const MOST = 5;

/** Each failure once, in Nix's own words. */
export function buildFailures({ config }: CompleteSystem): readonly string[] {
  const found = new Set<string>();
  const add = (value: Value | undefined): void => {
    if (value?.kind === 'error') found.add(value.message);
  };
  for (const { path, built } of PARTS) {
    const set = inShare(() => at(config, ...path));
    add(set);
    if (set?.kind !== 'attrs') continue;
    for (const name of sortedNames(set)) {
      if (found.size >= MOST) return [...found];
      inShare(() => partsOf(set, name, built).map(add));
    }
  }
  return [...found];
}

function partsOf(set: AttrsValue, name: string, built: readonly string[]): readonly (Value | undefined)[] {
  const part = force(set.at(name));
  if (part.kind !== 'attrs') return [part];
  const isOn = at(part, 'enable');
  return isOn?.kind === 'bool' && !isOn.value ? [] : [isOn, ...built.map((attribute) => at(part, attribute))];
}
