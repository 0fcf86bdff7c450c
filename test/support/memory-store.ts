// Results kept in memory, as they are otherwise on disk.
import type { ResultStore } from '../../server/src/project/result-store';

export interface MemoryStore extends ResultStore {
  text: string | undefined;
}

export function memoryStore(program = 'this one'): MemoryStore {
  const store: MemoryStore = {
    program,
    text: undefined,
    read: () => store.text,
    write(text) {
      store.text = text;
    },
    digest: (text) => `all of it: ${text}`,
  };
  return store;
}
