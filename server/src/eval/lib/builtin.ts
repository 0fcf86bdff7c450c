// Nix's own functions as far as the library is made of them.

import { ATTRS } from '../builtins/attrs';
import { CONTROL } from '../builtins/control';
import { DATA } from '../builtins/data';
import { LISTS } from '../builtins/lists';
import { NUMBERS } from '../builtins/numbers';
import { PATHS } from '../builtins/paths';
import { REGEX } from '../builtins/regex';
import { SORTING } from '../builtins/sorting';
import { STRINGS } from '../builtins/strings';
import { TYPES } from '../builtins/types';
import { VERSIONS } from '../builtins/versions';
import type { Row, Run } from '../primop';
import type { Site } from '../site';
import { type Slot, unknown, type Value } from '../values';

const TABLES: readonly (readonly Row[])[] = [
  TYPES,
  LISTS,
  SORTING,
  ATTRS,
  CONTROL,
  STRINGS,
  REGEX,
  NUMBERS,
  VERSIONS,
  DATA,
  PATHS,
];
const RUNS: ReadonlyMap<string, Run> = new Map(TABLES.flat().map(([name, , run]) => [name, run]));

/** Calls a built-in function with all its arguments. */
export function builtin(name: string, args: readonly Slot[], site: Site): Value {
  return RUNS.get(name)?.(args, site) ?? unknown('missing-builtin', `builtins.${name}`, site);
}
