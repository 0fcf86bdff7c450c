// Whether an option has the same value in two systems.
import type { Json } from '../eval/builtins/json-print';
import type { Explained } from './explain';

/** Undefined: not known. Only what is data can be compared; packages and functions cannot. */
export function sameValue(a: Explained, b: Explained): boolean | undefined {
  const [one, other] = [dataOf(a), dataOf(b)];
  return one === undefined || other === undefined ? undefined : textOf(one.json) === textOf(other.json);
}

function dataOf({ verdict }: Explained): { readonly json: Json } | undefined {
  return verdict.verdict === 'ok' && 'ok' in verdict.json ? { json: verdict.json.ok } : undefined;
}

function textOf(json: Json): string {
  return JSON.stringify(json, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}
