// How the attributes of a set are held. Generic in what a slot is, so that it stands below the values.
import { payForSet } from './meter';
import type { Origin } from './origin';

export interface EntryOf<Slot> {
  readonly slot: Slot;
  readonly origin: Origin | undefined;
}

/** What all sets have in common that one text makes: the number of each name, and who wrote it. */
export interface WrittenNames {
  readonly numbers: ReadonlyMap<string, number>;
  readonly origins: readonly Origin[];
}

type Entries<Slot> = ReadonlyMap<string, EntryOf<Slot>>;

/**
 * `open`: there may be further attributes, and the known ones are certain. A few attributes laid over a large set are
 * kept apart from it until somebody asks for all, because sets are often built up one by one. Of a set as it is written
 * only the slots are its own, until somebody asks for more: most are only ever selected from.
 */
export class AttributeSet<Slot, Open> {
  readonly kind = 'attrs';

  /**
   * @param own with `names` the slots in their order.
   * @param base a set whose attributes count where `own` has none of that name.
   */
  constructor(
    private own: Entries<Slot> | readonly Slot[],
    readonly open?: Open,
    private base?: AttributeSet<Slot, Open>,
    private names?: WrittenNames,
  ) {
    payForSet(names === undefined ? (own as Entries<Slot>).size : names.numbers.size);
  }

  get entries(): Entries<Slot> {
    if (this.base !== undefined || this.names !== undefined) this.putTogether();
    return this.own as Entries<Slot>;
  }

  get size(): number {
    return this.base === undefined ? this.ownSize : this.entries.size;
  }

  /** As many attributes there are at least: known without putting the set together. */
  get sizeAtLeast(): number {
    return this.base === undefined ? this.ownSize : Math.max(this.ownSize, this.base.sizeAtLeast);
  }

  /** How many sets lie under this one. */
  get layers(): number {
    let layers = 0;
    for (let at = this.base; at !== undefined; at = at.base) layers++;
    return layers;
  }

  /** The slot of an attribute that is certainly there. */
  get(name: string): Slot | undefined {
    const { names } = this;
    if (names === undefined) {
      const entry = (this.own as Entries<Slot>).get(name);
      if (entry !== undefined) return entry.slot;
    } else {
      const number = names.numbers.get(name);
      if (number !== undefined) return (this.own as readonly Slot[])[number];
    }
    return this.base?.get(name);
  }

  /** The attribute of a name, found without putting the set together. */
  entry(name: string): EntryOf<Slot> | undefined {
    return this.ownEntry(name) ?? this.base?.entry(name);
  }

  /** All names, in no order that means anything. */
  keys(): Iterable<string> {
    return this.base === undefined && this.names !== undefined ? this.names.numbers.keys() : this.entries.keys();
  }

  /** All attributes in a map of its own. */
  copy(): Map<string, EntryOf<Slot>> {
    const entries = new Map<string, EntryOf<Slot>>();
    this.addTo(entries);
    return entries;
  }

  /** Visits all attributes: without putting the set together, where it is as it was written. */
  each(visit: (entry: EntryOf<Slot>, name: string) => void): void {
    const { names } = this;
    if (this.base === undefined && names !== undefined) eachWritten(this.own as readonly Slot[], names, visit);
    else this.entries.forEach(visit);
  }

  /** Adds all attributes to others, instead of those of the same name. */
  addTo(entries: Map<string, EntryOf<Slot>>): void {
    this.base?.addTo(entries);
    const { own, names } = this;
    const add = (entry: EntryOf<Slot>, name: string): void => void entries.set(name, entry);
    if (names === undefined) (own as Entries<Slot>).forEach(add);
    else eachWritten(own as readonly Slot[], names, add);
  }

  /** This set's attributes over those of `base`, of which the set may have more. */
  over(base: this): ConstructorParameters<typeof AttributeSet<Slot, Open>> {
    return [this.base === undefined ? this.own : this.entries, base.open, base, this.names];
  }

  private get ownSize(): number {
    return this.names === undefined ? (this.own as Entries<Slot>).size : this.names.numbers.size;
  }

  private ownEntry(name: string): EntryOf<Slot> | undefined {
    const { names } = this;
    if (names === undefined) return (this.own as Entries<Slot>).get(name);
    const number = names.numbers.get(name);
    if (number === undefined) return undefined;
    return { slot: (this.own as readonly Slot[])[number] as Slot, origin: names.origins[number] };
  }

  private putTogether(): void {
    const entries = this.copy();
    if (this.base !== undefined) payForSet(entries.size);
    this.own = entries;
    this.base = undefined;
    this.names = undefined;
  }
}

function eachWritten<Slot>(
  slots: readonly Slot[],
  names: WrittenNames,
  visit: (entry: EntryOf<Slot>, name: string) => void,
): void {
  names.numbers.forEach((number, name) => {
    visit({ slot: slots[number] as Slot, origin: names.origins[number] }, name);
  });
}
