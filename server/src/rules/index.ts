// All rules, in the order of the documentation.
import { constantGuard } from './constant-guard';
import { deadDefinition } from './dead-definition';
import { emptyEntry } from './empty-entry';
import { forceDropsValues } from './force-drops-values';
import { lostDefinition } from './lost-definition';
import { misplacedProperty } from './misplaced-property';
import { nestedSpecialisation } from './nested-specialisation';
import { optionConflict } from './option-conflict';
import { redundantPriority } from './redundant-priority';
import { removedNesting } from './removed-nesting';
import { repeatedOverlay } from './repeated-overlay';
import type { Rule } from './rule';
import { specialisationName } from './specialisation-name';
import { specializationSpelling } from './specialization-spelling';
import { unknownSpecialisationKey } from './unknown-specialisation-key';

export const RULES: readonly Rule[] = [
  optionConflict,
  deadDefinition,
  misplacedProperty,
  lostDefinition,
  constantGuard,
  emptyEntry,
  repeatedOverlay,
  forceDropsValues,
  redundantPriority,
  unknownSpecialisationKey,
  nestedSpecialisation,
  specialisationName,
  specializationSpelling,
  removedNesting,
];
