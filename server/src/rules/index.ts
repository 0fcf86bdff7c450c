// All rules, in the order of the documentation.
import { constantGuard } from './constant-guard';
import { deadDefinition } from './dead-definition';
import { defaultReplaced } from './default-replaced';
import { duplicateAttribute } from './duplicate-attribute';
import { emptyEntry } from './empty-entry';
import type { Rule } from './engine/rule';
import { failedAssertion } from './failed-assertion';
import { failingValue } from './failing-value';
import { forceDropsValues } from './force-drops-values';
import { infiniteRecursion } from './infinite-recursion';
import { invalidModule } from './invalid-module';
import { invalidTag } from './invalid-tag';
import { lostDefinition } from './lost-definition';
import { markerMismatch } from './marker-mismatch';
import { misplacedProperty } from './misplaced-property';
import { missingArgument } from './missing-argument';
import { missingImport } from './missing-import';
import { missingMarker } from './missing-marker';
import { missingName } from './missing-name';
import { nestedSpecialisation } from './nested-specialisation';
import { nixosWarning } from './nixos-warning';
import { optionConflict } from './option-conflict';
import { parentConfigInSpecialisation } from './parent-config-in-specialisation';
import { readOnlyOption } from './read-only-option';
import { redundantPriority } from './redundant-priority';
import { removedNesting } from './removed-nesting';
import { renamedOption } from './renamed-option';
import { repeatedOverlay } from './repeated-overlay';
import { setOfOptions } from './set-of-options';
import { specialisationName } from './specialisation-name';
import { specializationSpelling } from './specialization-spelling';
import { standaloneIncomplete } from './standalone-incomplete';
import { syntaxError } from './syntax-error';
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
  parentConfigInSpecialisation,
  specialisationName,
  specializationSpelling,
  removedNesting,
  constantGuard,
  emptyEntry,
  markerMismatch,
  missingMarker,
  forceDropsValues,
  defaultReplaced,
  redundantPriority,
  repeatedOverlay,
  standaloneIncomplete,
  undefinedLib,
  invalidModule,
  setOfOptions,
  missingName,
  missingArgument,
  failingValue,
  failedAssertion,
  nixosWarning,
  infiniteRecursion,
  unknownOption,
  renamedOption,
  wrongType,
  readOnlyOption,
  invalidTag,
  // Behind those that evaluate more: each file that was needed counts.
  syntaxError,
  duplicateAttribute,
  missingImport,
];

/** The codes of rules that speak of the text itself: they hold only where all configurations that share it agree. */
export const UNANIMOUS: ReadonlySet<string> = new Set(
  RULES.flatMap(({ code, unanimous }) => (unanimous ? [code] : [])),
);
