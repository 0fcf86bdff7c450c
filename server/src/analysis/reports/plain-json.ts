// JSON that every reader reads alike.
import type { Json } from '../../eval/builtins/json-print';

export type PlainJson =
  | null
  | boolean
  | number
  | string
  | readonly PlainJson[]
  | { readonly [name: string]: PlainJson };

/** Whether JSON readers understand all of it as it is meant: many round integers of more than 53 bits. */
export function isExact(json: Json): json is PlainJson {
  if (typeof json === 'bigint') return false;
  if (json === null || typeof json !== 'object') return true;
  return Object.values(json).every(isExact);
}
