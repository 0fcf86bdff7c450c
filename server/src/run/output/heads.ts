// The beginnings by which errors are told apart: of the module system in all its releases, of the language, of builds.
import type { NixProblem, PrintedPlace, ProblemKind } from '../../protocol/nix-report';
import { filesIn } from './definitions';

/** What the first line of an error says beside its kind. */
export type Said = Partial<Pick<NixProblem, 'definitions' | 'file' | 'place'>> & {
  /** The option as printed. */
  readonly option?: string | undefined;
};

interface Head {
  readonly kind: ProblemKind;
  /** Its group `option` holds the option. Matched against the whole message on one line. */
  readonly pattern: RegExp;
  readonly say?: (groups: Readonly<Record<string, string | undefined>>) => Said;
}

/** An option in quotes of whatever kind. A name in it may hold quotes itself, so the end is what follows. */
const OPTION = "[`'](?<option>[^`]+?)['`]";

const inFiles: Head['say'] = ({ files = '' }) => ({ definitions: filesIn(files) });
const inFile: Head['say'] = ({ file }) => (file === undefined ? {} : { definitions: [{ file }] });
const missing: Head['say'] = ({ file }) => (file === undefined ? {} : { file });

/** A place at the end of a line, as Nix printed it before 2.4. */
const placed: Head['say'] = ({ at, line, column }) => (at === undefined ? {} : { place: placeOf(at, line, column) });
const PLACE = '(?:,? at (?<at>/[^:]+):(?<line>\\d+):(?<column>\\d+))?';

function placeOf(file: string, line = '1', column = '1'): PrintedPlace {
  return { file, line: Number(line), column: Number(column) };
}

const head = (kind: ProblemKind, pattern: string, say?: Head['say']): Head => ({
  kind,
  pattern: new RegExp(`^${pattern}`),
  ...(say === undefined ? {} : { say }),
});

/** The first that fits counts. */
export const HEADS: readonly Head[] = [
  head('conflict', `The option ${OPTION} has conflicting definition values:`),
  // Before values were told.
  head('conflict', `The option ${OPTION} has conflicting definitions, in (?<files>.*)`, inFiles),
  head('not-unique', `The option ${OPTION} is defined multiple times`),
  head('not-unique', `The unique option ${OPTION} is defined multiple times(?<files>.*)`, inFiles),
  head('type-check', `The option ${OPTION} has a type [\`'].*?['\`] that uses an ad-hoc`),
  head('wrong-type', `A definition for option ${OPTION} is not of type`),
  head('wrong-type', `(?:TypeError: )?The option ${OPTION} is neither a value of type`),
  head('wrong-type', `The option value ${OPTION} in [\`'](?<file>.*?)' is not of type`, inFile),
  head('unknown-option', `The option ${OPTION} does not exist`),
  head('unknown-option', `The option ${OPTION} defined in [\`'](?<file>.*?)' does not exist`, inFile),
  head('unset-option', `The option ${OPTION} was accessed but has no value defined`),
  head('unset-option', `The option ${OPTION} is used but not defined`),
  head('read-only', `The option ${OPTION} is read-only, but it's set multiple times`),
  head('null-mix', `The option ${OPTION} is defined both null and not null, in (?<files>.*)`, inFiles),
  head('mixed-types', `The option ${OPTION} has conflicting option types in (?<files>.*)`, inFiles),
  head('cannot-merge', `Cannot merge definitions of ${OPTION}`),
  head('tag-mix', `The option ${OPTION} is defined both as [\`'].*?['\`] and [\`'].*?['\`], in (?<files>.*)`, inFiles),
  head('declared-twice', `The option ${OPTION} in (?<files>[\`'].*?' is already declared in [\`'].*?')`, inFiles),
  head('no-nested-options', `The option ${OPTION} in module [\`'](?<file>.*?)' would be a parent of`, inFile),
  head('removed-option', `The option definition ${OPTION} in [\`'](?<file>.*?)' no longer has any effect`, inFile),
  head('removed-option', `The option ${OPTION} can no longer be used since it's been removed`),
  head('unsupported-attribute', "Module [`'](?<file>.*?)' has an unsupported attribute [`'].*?['`]", inFile),
  head(
    'no-set',
    `In module [\`'](?<file>.*?)', you're trying to define a value of type .*? for the option ${OPTION}!`,
    inFile,
  ),
  head('nested-imports', "Module imports can't be nested lists"),
  head('assertion', 'Failed assertions:'),
  head('recursion', `infinite recursion encountered${PLACE}`, placed),
  head('syntax', `syntax error, .*?${PLACE}$`, placed),
  head(
    'syntax',
    `(?:attribute '.*?' (?:at .*? )?already defined|path .* has a trailing slash|dynamic attributes not allowed|invalid Unicode escape|floating point .* not allowed).*?${PLACE}$`,
    placed,
  ),
  head('undefined-variable', `undefined variable '.*?'${PLACE}`, placed),
  head('missing-attribute', `attribute '.*?' missing${PLACE}`, placed),
  head('missing-attribute', "flake '.*?' does not provide attribute"),
  head(
    'missing-argument',
    `.*(?:called without required argument|called with unexpected argument) '.*?'${PLACE}`,
    placed,
  ),
  head('missing-file', "[Pp]ath '(?<file>.*?)' does not exist", missing),
  head('missing-file', "[Pp]ath '(?<file>.*?)' in the repository .*? is not tracked by Git", missing),
  head(
    'missing-file',
    "(?:getting status of|opening file|reading file|cannot read file) '(?<file>.*?)': No such file",
    missing,
  ),
  head('missing-file', "file '(?<file>.*?)' was not found in the Nix search path", missing),
  head('missing-file', "access to (?:absolute )?path '(?<file>.*?)' is forbidden", missing),
  head('memory', '(?:out of memory|.*std::bad_alloc|stack overflow)'),
  head('builder', "builder for '(?<drv>.*?)' failed"),
  head('builder', "[Cc]annot build '(?<drv>.*?)'"),
  head('builder', "a '.*?' with features .*? is required to build '(?<drv>.*?)'"),
  head('builder', "hash mismatch in fixed-output derivation '(?<drv>.*?)'"),
];

/** What only says that something else failed. */
export const FOLLOWS =
  /^(?:\d+ dependenc|build of '.*' failed|[Cc]annot build '.*?'\.? Reason: \d+ dependenc|some (?:outputs|references)|cached failure of attribute)/;
