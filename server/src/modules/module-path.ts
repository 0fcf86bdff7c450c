// Modules that are named by a path.
import { LONGEST_PATH, normalise, placeOf } from '../eval/paths';
import type { Value } from '../eval/values';

/** The path a module is named by: a path value, or a string that is one. */
export function modulePath(value: Value): string | undefined {
  if (value.kind === 'path') return value.path;
  if (value.kind === 'opaque' || value.kind === 'partial-string') return placeOf(value);
  // A longer text is no path; looking at how it begins would write it out.
  return value.kind === 'string' && value.isAbsolute && value.text.length <= LONGEST_PATH
    ? normalise(value.text)
    : undefined;
}
