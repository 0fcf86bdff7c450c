// Modules that are named by a path.
import { normalise, placeOf } from '../eval/paths';
import type { Value } from '../eval/values';

/** The path a module is named by: a path value, or a string that is one. */
export function modulePath(value: Value): string | undefined {
  if (value.kind === 'path') return value.path;
  if (value.kind === 'opaque' || value.kind === 'partial-string') return placeOf(value);
  return value.kind === 'string' && value.text.startsWith('/') ? normalise(value.text) : undefined;
}
