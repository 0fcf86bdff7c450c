// Entries of menus: what all of them say tells none from another, so it is said once, above. Pure.

/** An entry of a menu, as far as it is text. */
export interface ItemText {
  readonly description?: string;
  readonly detail?: string;
}

export interface SaidOnce<T> {
  readonly items: readonly T[];
  /** What was taken from the entries; undefined where that is nothing. */
  readonly title: string | undefined;
}

/** @param isItem not of what parts a menu into groups */
export function saidOnce<T extends ItemText>(items: readonly T[], isItem: (item: T) => boolean): SaidOnce<T> {
  const [description, detail] = (['description', 'detail'] as const).map((part) =>
    sharedBy(items.filter(isItem), part),
  );
  const less = (item: T): T => ({
    ...item,
    ...(description !== undefined && isItem(item) ? { description: '' } : {}),
    ...(detail !== undefined && isItem(item) ? { detail: '' } : {}),
  });
  const said = [description, detail].filter((text) => text !== undefined);
  return said.length === 0 ? { items, title: undefined } : { items: items.map(less), title: said.join(' · ') };
}

function sharedBy(items: readonly ItemText[], part: keyof ItemText): string | undefined {
  const text = items[0]?.[part];
  return items.length > 1 && text && items.every((item) => item[part] === text) ? text : undefined;
}
