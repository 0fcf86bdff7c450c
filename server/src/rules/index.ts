// All rules, in the order of the documentation.
import { invalidTag } from './invalid-tag';
import { optionConflict } from './option-conflict';
import { readOnlyOption } from './read-only-option';
import type { Rule } from './rule';
import { undefinedLib } from './undefined-lib';
import { wrongType } from './wrong-type';

export const RULES: readonly Rule[] = [optionConflict, undefinedLib, wrongType, readOnlyOption, invalidTag];
