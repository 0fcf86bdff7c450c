// All rules, in the order of the documentation.
import { constantGuard } from './constant-guard';
import { deadDefinition } from './dead-definition';
import { emptyEntry } from './empty-entry';
import { forceDropsValues } from './force-drops-values';
import { lostDefinition } from './lost-definition';
import { markerMismatch } from './marker-mismatch';
import { misplacedProperty } from './misplaced-property';
import { missingMarker } from './missing-marker';
import { nestedSpecialisation } from './nested-specialisation';
import { optionConflict } from './option-conflict';
import { parentConfigInSpecialisation } from './parent-config-in-specialisation';
import { redundantPriority } from './redundant-priority';
import { removedNesting } from './removed-nesting';
import { repeatedOverlay } from './repeated-overlay';
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
  constantGuard,
  emptyEntry,
  repeatedOverlay,
  forceDropsValues,
  redundantPriority,
  unknownSpecialisationKey,
  nestedSpecialisation,
  parentConfigInSpecialisation,
  standaloneIncomplete,
  specialisationName,
  specializationSpelling,
  removedNesting,
  markerMismatch,
  missingMarker,
  undefinedLib,
];
