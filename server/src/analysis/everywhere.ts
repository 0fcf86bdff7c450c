// Several systems share a place in a text. What is to be said of the text itself must be so in all of them.
import type { Definition } from '../modules/definition';
import type { Merged } from '../modules/merge/outcome';
import type { System } from '../modules/system';

/** Answers by place: each system that the place takes part in gives one, or none. */
export class Everywhere<T> {
  private readonly answers = new Map<string, { readonly answer: T; readonly systems: System[] }>();
  private readonly refused = new Set<string>();

  add(place: string, system: System, answer: T | undefined): void {
    const known = this.answers.get(place);
    if (answer === undefined) this.refused.add(place);
    else if (known === undefined) this.answers.set(place, { answer, systems: [system] });
    else if (!known.systems.includes(system)) known.systems.push(system);
  }

  /** The first answer at each place where nobody gave none, with the systems it holds in. */
  *agreed(): Iterable<{ readonly place: string; readonly answer: T; readonly systems: readonly System[] }> {
    for (const [place, { answer, systems }] of this.answers) if (!this.refused.has(place)) yield { place, answer, systems };
  }
}

/** One definition as written. A function that is applied several times gives several at one place: they are one. */
export function definitionPlace({ entry: { origin } }: Definition, { path }: Merged): string | undefined {
  return origin && JSON.stringify([path, origin.file, origin.key.start, origin.value.start]);
}
