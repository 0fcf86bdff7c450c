// Built-in functions that the library offers under its own names, by set. All of them stand in `lib` itself too.
const words = (text: string): readonly string[] => text.split(/\s+/);

export const FROM_BUILTINS = {
  attrsets: words(
    'attrNames attrValues listToAttrs hasAttr isAttrs getAttr mapAttrs removeAttrs intersectAttrs catAttrs zipAttrsWith',
  ),
  lists: words(
    "head tail length isList elemAt concatLists elem genList map concatMap foldl' any all partition groupBy sort",
  ),
  strings: words(
    'compareVersions elem elemAt filter fromJSON genList head isInt isList isAttrs isPath isString match parseDrvName readFile replaceStrings split storeDir stringLength substring tail toJSON typeOf unsafeDiscardStringContext appendContext concatStringsSep',
  ),
  trivial: words(
    'pathExists readFile isBool isInt isFloat add sub mul div lessThan seq deepSeq genericClosure bitAnd bitOr bitXor ceil floor',
  ),
  debug: words('trace addErrorContext unsafeGetAttrPos'),
  versions: words('compareVersions splitVersion'),
  filesystem: words('baseNameOf dirOf isPath readDir readFileType hashFile'),
  derivations: words('addDrvOutputDependencies unsafeDiscardOutputDependency'),
  flakes: words('parseFlakeRef flakeRefToString'),
} as const satisfies Record<string, readonly string[]>;

/** Built-in functions that stand in `lib` only. */
export const ONLY_TOP = words(
  'getContext hasContext convertHash hashString placeholder fromJSON fromTOML toFile toJSON toString toXML tryEval',
);

/**
 * Names of a set that `lib` does not re-export, because another set has the same name or because only few need them.
 */
export const ONLY_IN_SET: Readonly<Record<string, readonly string[]>> = {
  attrsets: words('longestValidPathPrefix unionOfDisjoint cartesianProductOfSets'),
  lists: words('hasPrefix removePrefix commonPrefix findFirstIndex'),
  trivial: words('release oldestSupportedRelease codeName versionSuffix revisionWithDefault'),
  strings: words(
    'filter levenshtein levenshteinAtMost commonPrefixLength commonSuffixLength escapeNixIdentifier escapeNixString replicate charToInt escapeC normalizePath sanitizeDerivationName floatToString isConvertibleWithToString isCoercibleToString storeDir',
  ),
  modules: words(
    "filterOverrides' defaultOverridePriority defaultOrderPriority mkAliasAndWrapDefsWithPriority mkAliasIfDef mapDefinitionValue importJSON importTOML importApply",
  ),
  options: words('literalCode literalDocBook literalExample'),
  meta: words('defaultPriority platformMatch availableOn cpeFullVersionWithVendor'),
  asserts: words('assertEachOneOf checkAssertWarn'),
  filesystem: words('listFilesRecursive locateDominatingFile haskellPathsInDir resolveDefaultNix'),
};

/** Sets of which `lib` re-exports these names only. */
export const TOP_SETS: Readonly<Record<string, readonly string[]>> = {
  types: words('isType setType isOptionType mkOptionType defaultFunctor'),
  generators: words('mkLuaInline'),
  versions: words('compareVersions splitVersion'),
  gvariant: [],
  cli: [],
  path: [],
  fileset: [],
  kernel: [],
  network: [],
};
