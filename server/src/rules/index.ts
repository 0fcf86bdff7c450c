// All rules, in the order of the documentation.
import { deadDefinition } from './dead-definition';
import { lostDefinition } from './lost-definition';
import { markerMismatch } from './marker-mismatch';
import { misplacedProperty } from './misplaced-property';
import { missingMarker } from './missing-marker';
import { nestedSpecialisation } from './nested-specialisation';
import { optionConflict } from './option-conflict';
import { removedNesting } from './removed-nesting';
import type { Rule } from './rule';
import { specialisationName } from './specialisation-name';
import { specializationSpelling } from './specialization-spelling';
import { standaloneIncomplete } from './standalone-incomplete';
import { undefinedLib } from './undefined-lib';
import { unknownSpecialisationKey } from './unknown-specialisation-key';

export const RULES: readonly Rule[] = [
  optionConflict,
  deadDefinition,
  misplacedProperty,
  lostDefinition,
  unknownSpecialisationKey,
  nestedSpecialisation,
  standaloneIncomplete,
  specialisationName,
  specializationSpelling,
  removedNesting,
  markerMismatch,
  missingMarker,
  undefinedLib,
];
