// All formats of a check, in the order `--help` lists them.
import { concise } from './concise';
import type { Format } from './format';
import { github } from './github';
import { gitlab } from './gitlab';
import { json } from './json';
import { junit } from './junit';
import { sarif } from './sarif';
import { text } from './text';

export const FORMATS: readonly Format[] = [text, concise, json, sarif, github, gitlab, junit];
