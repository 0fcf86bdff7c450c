// Several systems share a place in a text. What is to be said of the text itself must be so in all of them.
import type { Definition } from '../../modules/definition';
import type { Merged } from '../../modules/merge/outcome';
import type { System } from '../../modules/system';
import { mergedAt } from '../lookup';

/** Answers by place: each system that the place takes part in gives one, or none. */
export class Agreement<T> {
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
    for (const [place, { answer, systems }] of this.answers)
      if (!this.refused.has(place)) yield { place, answer, systems };
  }
}

/**
 * What is to be said of the definitions of specialisations, each as it is written, where that holds in
 * every one that it takes part in.
 */
export function agreedOnDefinitions<T extends { readonly path: readonly string[] }>(
  base: System,
  optionsOf: (system: System) => readonly Merged[],
  answerTo: (definition: Definition, merged: Merged) => T | undefined,
): readonly (T & { readonly systems: readonly System[] })[] {
  const found = new Agreement<T>();
  for (const system of base.specialised) {
    const isDecided = system.entry?.inheritParentConfig !== null;
    for (const merged of optionsOf(system)) {
      for (const definition of merged.definitions) {
        const place = definition.module.scope === 'specialisation' ? definitionPlace(definition, merged) : undefined;
        if (place !== undefined) found.add(place, system, isDecided ? answerTo(definition, merged) : undefined);
      }
    }
  }
  return [...found.agreed()].flatMap(({ place, answer, systems }) => {
    // Where nothing else defines the option, it was not looked at yet.
    const others = base.specialised.filter((system) => !systems.includes(system));
    return others.some((system) => takesPart(place, answer.path, system)) ? [] : [{ ...answer, systems }];
  });
}

/** Whether the definition at a place counts in a system as far as its condition is concerned. */
function takesPart(place: string, path: readonly string[], system: System): boolean {
  const merged = mergedAt(system, path);
  return merged?.definitions.some((definition) => definitionPlace(definition, merged) === place) ?? false;
}

/** One definition as written. A function that is applied several times gives several at one place: they are one. */
export function definitionPlace({ entry: { origin } }: Definition, { path }: Merged): string | undefined {
  return origin && JSON.stringify([path, origin.file, origin.key.start, origin.value.start]);
}
