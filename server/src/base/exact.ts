/** The same items without the room for sixteen more that V8 makes when the first is pushed: for what is kept. */
export const exact = <T>(items: T[]): T[] => (items.length === 0 ? items : items.slice());
