// Texts by a key, of which most keys have one: a set for each of tens of thousands would take more time
// and memory than all the rest.

export class Multimap {
  private readonly items = new Map<string, string | Set<string>>();

  add(key: string, item: string): void {
    const known = this.items.get(key);
    if (known === undefined) this.items.set(key, item);
    else if (typeof known !== 'string') known.add(item);
    else if (known !== item) this.items.set(key, new Set([known, item]));
  }

  delete(key: string, item: string): void {
    const known = this.items.get(key);
    if (known === item) this.items.delete(key);
    else if (known instanceof Set && known.delete(item) && known.size === 0) this.items.delete(key);
  }

  /** In the order in which they were added. */
  at(key: string): readonly string[] {
    const known = this.items.get(key);
    return known === undefined ? [] : typeof known === 'string' ? [known] : [...known];
  }
}
