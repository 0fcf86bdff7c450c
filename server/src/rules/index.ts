// All rules, in the order of the documentation.
import { optionConflict } from './option-conflict';
import type { Rule } from './rule';
import { unknownSpecialisationKey } from './unknown-specialisation-key';

export const RULES: readonly Rule[] = [optionConflict, unknownSpecialisationKey];
