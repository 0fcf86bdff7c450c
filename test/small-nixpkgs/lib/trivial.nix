# Small functions about nothing in particular, and which release this is.
{ lib }:
let
  inherit (builtins) isAttrs;
in
rec {
  id = value: value;
  const = value: _: value;
  flip = f: a: b: f b a;
  pipe = builtins.foldl' (value: step: step value);
  concat = left: right: left ++ right;
  max = a: b: if a < b then b else a;
  min = a: b: if a < b then a else b;
  boolToString = value: if value then "true" else "false";
  importJSON = file: builtins.fromJSON (builtins.readFile file);
  importTOML = file: builtins.fromTOML (builtins.readFile file);

  # Functions may come as sets that say which arguments they take.
  isFunction =
    value:
    builtins.isFunction value || (isAttrs value && value ? __functor && isFunction (value.__functor value));
  functionArgs =
    f: if isAttrs f then f.__functionArgs or (functionArgs (f.__functor f)) else builtins.functionArgs f;
  setFunctionArgs = f: arguments: {
    __functor = _: f;
    __functionArgs = arguments;
  };
  toFunction = value: if isFunction value then value else const value;

  warn = message: value: builtins.trace "warning: ${message}" value;
  warnIf = condition: message: if condition then warn message else id;
  throwIf = condition: message: if condition then throw message else id;
  throwIfNot = condition: throwIf (!condition);
  showWarnings = warnings: value: builtins.foldl' (shown: message: warn message shown) value warnings;
  assertMsg = holds: message: holds || throw message;

  release = lib.strings.fileContents ./.version;
  version = "${release}.small";
  codeName = "Sample";
  oldestSupportedRelease = 9811;
  isInOldestRelease = at: at <= oldestSupportedRelease;
}
