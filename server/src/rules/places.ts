// Where definitions stand and how specialisations are called in messages.
import type { Location } from '../base/span';
import type { Definition } from '../modules/definition';

/** The name a definition is written under; where only an element of a merge is known, its expression. */
export function locationOf(definition: Definition): Location | undefined {
  const { origin } = definition.entry;
  return origin && { file: origin.file, start: origin.key.start, end: origin.key.end };
}

/** ``specialisation `a` ``, ``specialisations `a`, `b` ``. */
export function named(names: readonly string[]): string {
  return `specialisation${names.length === 1 ? '' : 's'} ${names.map((name) => `\`${name}\``).join(', ')}`;
}
