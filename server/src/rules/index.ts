// All rules, in the order of the documentation.
import { deadDefinition } from './dead-definition';
import { lostDefinition } from './lost-definition';
import { misplacedProperty } from './misplaced-property';
import { optionConflict } from './option-conflict';
import type { Rule } from './rule';

export const RULES: readonly Rule[] = [optionConflict, deadDefinition, misplacedProperty, lostDefinition];
