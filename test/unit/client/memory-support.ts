// A store as VS Code gives one to an extension.
import type { Memory } from '../../../client/src/memory';
import { memoryIn } from '../../../client/src/memory';

type Store = Parameters<typeof memoryIn>[0];

/** What it holds is what JSON can say. */
export function store(held: Readonly<Record<string, unknown>> = {}): Store {
  const values = new Map(Object.entries(held));
  function get<T>(key: string): T | undefined;
  function get<T>(key: string, fallback: T): T;
  function get<T>(key: string, fallback?: T): T | undefined {
    const value = values.get(key);
    return value === undefined ? fallback : JSON.parse(JSON.stringify(value));
  }
  return {
    get,
    update: async (key: string, value: unknown) => {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
    },
  };
}

export const emptyMemory = (): Memory => memoryIn(store(), store());
