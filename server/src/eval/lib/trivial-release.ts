// What of `lib` depends on the revision of nixpkgs, or on how evaluation was started: there, but not known.
import { unknown } from '../values';
import type { Constant } from './support';

const hidden = (names: string): readonly Constant[] =>
  names.split(/\s+/).map((name) => [name, unknown('environment', `lib.${name}`)]);

export const RELEASE_CONSTANTS: readonly Constant[] = hidden(
  'version nixpkgsVersion release oldestSupportedRelease oldestSupportedReleaseIsAtLeast isInOldestRelease codeName versionSuffix revisionWithDefault inNixShell inPureEvalMode',
);
