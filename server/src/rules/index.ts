// All rules, in the order of the documentation.
import { deadDefinition } from './dead-definition';
import { invalidTag } from './invalid-tag';
import { lostDefinition } from './lost-definition';
import { misplacedProperty } from './misplaced-property';
import { nestedSpecialisation } from './nested-specialisation';
import { optionConflict } from './option-conflict';
import { readOnlyOption } from './read-only-option';
import { removedNesting } from './removed-nesting';
import { renamedOption } from './renamed-option';
import type { Rule } from './rule';
import { specialisationName } from './specialisation-name';
import { specializationSpelling } from './specialization-spelling';
import { undefinedLib } from './undefined-lib';
import { unknownOption } from './unknown-option';
import { unknownSpecialisationKey } from './unknown-specialisation-key';
import { wrongType } from './wrong-type';

export const RULES: readonly Rule[] = [
  optionConflict,
  deadDefinition,
  misplacedProperty,
  lostDefinition,
  unknownSpecialisationKey,
  nestedSpecialisation,
  specialisationName,
  specializationSpelling,
  removedNesting,
  undefinedLib,
  wrongType,
  readOnlyOption,
  invalidTag,
  renamedOption,
  unknownOption,
];
