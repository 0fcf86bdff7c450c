// How much of nixpkgs' `lib` is here: every name of lib 26.11 (names.txt) is a value, or not known on purpose.
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { type LibEvaluator, libEvaluator } from './support';

const NAMES = readFileSync(new URL('names.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

/** Names without a value here, by why. Those in a set stand in `lib` itself too. */
const LEFT_OUT = `
  The module system itself: modules/ evaluates configurations, and eval/ knows nothing of it.
    applyModuleArgsIfFunction collectModules evalModules evalOptionValue fixMergeModules fixupOptionType mergeAttrDefinitionsWithPrio
    mergeDefinitions mergeModules mergeModules' mergeOptionDecls unifyModuleSyntax
  Documentation of options.
    optionAttrSetToDocList optionAttrSetToDocList' renderOptionValue showDefs noCheckForDocsModule optionDescriptionPhrase
  Making packages, whose inside is not evaluated.
    extendDerivation extendMkDerivation hydraJob lazyDerivation makeScopeWithSplicing makeScopeWithSplicing' overrideDerivation throwTestFailures
    toDerivation
  Deprecated, and used by no configuration that was tried.
    checkFlag checkReqs closePropagation closePropagationFast closePropagationSlow condConcat defaultMerge defaultMergeArg foldArgs getValue imap
    innerClosePropagation innerModifySumArgs lazyGenericClosure maybeEnv mergeAttrBy mergeAttrByFunc mergeAttrsByFuncDefaults
    mergeAttrsByFuncDefaultsClean mergeAttrsConcatenateValues mergeAttrsNoOverride mergeAttrsWithFunc modifySumArgs nixType uniqList uniqListExt
  Source trees and the state of git.
    commitIdFromGitRepo filterSource fromSource gitTracked gitTrackedWith pathHasContext pathIsGitRepo repoRevToName shortRev sourceByGlobs trace
    urlToName
  Licences.
    getLicenseFromSpdxId getLicenseFromSpdxIdOr licensesSpdx
  Systems and types beyond what configurations ask.
    equals functionNames systemToAttrs defaultTypeMerge mergeTypes types mkDconfKeyValue intConstructors
  The revision of nixpkgs, and how evaluation was started.
    codeName inNixShell inPureEvalMode isInOldestRelease nixpkgsVersion oldestSupportedRelease oldestSupportedReleaseIsAtLeast release
    revisionWithDefault storeDir version versionSuffix
`;
const leftOut = new Set(LEFT_OUT.trim().split(/\s+/));

let lib: LibEvaluator;
beforeAll(async () => {
  lib = await libEvaluator();
});

test('every name is a value, or left out on purpose', () => {
  const spelled = (name: string): string =>
    name
      .split('.')
      .map((part) => (/^[A-Za-z_][\w'-]*$/.test(part) ? part : `"${part}"`))
      .join('.');
  const missing = NAMES.filter((name) => lib.value(`lib.${spelled(name)}`).kind === 'unknown');
  console.log(`lib 26.11: ${NAMES.length - missing.length} of ${NAMES.length} names`);
  expect(missing.filter((name) => !leftOut.has(name.split('.').at(-1) ?? ''))).toEqual([]);
  expect(missing.length / NAMES.length).toBeLessThan(0.13);
});
