// Programs written by hand where evaluators tend to be wrong.
import { ARGUMENTS } from './edges-arguments';
import { COLLECTIONS } from './edges-collections';
import { LANGUAGE } from './edges-language';
import { STRINGS } from './edges-strings';

export const EDGES: readonly string[] = [...LANGUAGE, ...STRINGS, ...COLLECTIONS, ...ARGUMENTS];
