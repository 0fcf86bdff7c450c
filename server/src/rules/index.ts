// All rules, in the order of the documentation.
import { optionConflict } from './option-conflict';
import type { Rule } from './rule';
import { undefinedLib } from './undefined-lib';

export const RULES: readonly Rule[] = [optionConflict, undefinedLib];
