# Functions of texts.
{ lib }:
let
  inherit (builtins) replaceStrings stringLength substring;
  escapeEach = characters: replaceStrings characters (map (character: "\\${character}") characters);
in
rec {
  inherit (builtins)
    concatStringsSep
    fromJSON
    isString
    match
    replaceStrings
    stringLength
    substring
    toJSON
    ;

  concatStrings = concatStringsSep "";
  concatMapStringsSep = between: f: list: concatStringsSep between (map f list);
  concatMapStrings = concatMapStringsSep "";
  concatLines = concatMapStrings (line: "${line}\n");
  concatImapStringsSep = between: f: list: concatStringsSep between (lib.imap1 f list);
  concatMapAttrsStringSep = between: f: set: concatStringsSep between (lib.mapAttrsToList f set);
  optionalString = condition: text: if condition then text else "";

  hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;
  hasSuffix =
    suffix: text:
    let
      rest = stringLength text - stringLength suffix;
    in
    0 <= rest && substring rest (-1) text == suffix;
  hasInfix = infix: text: builtins.length (builtins.split (escapeRegex infix) text) > 1;
  removePrefix = prefix: text: if hasPrefix prefix text then substring (stringLength prefix) (-1) text else text;
  removeSuffix =
    suffix: text:
    if hasSuffix suffix text then substring 0 (stringLength text - stringLength suffix) text else text;
  splitString = between: text: builtins.filter isString (builtins.split (escapeRegex between) text);
  fileContents = file: removeSuffix "\n" (builtins.readFile file);
  stringToCharacters = text: builtins.genList (at: substring at 1 text) (stringLength text);

  escape = escapeEach;
  escapeRegex = escapeEach [ "\\" "[" "{" "(" ")" "^" "$" "?" "*" "+" "|" "." ];
  escapeShellArg =
    value:
    let
      text = toString value;
    in
    if match "[[:alnum:],._+:@%/-]+" text == null then "'${replaceStrings [ "'" ] [ "'\\''" ] text}'" else text;
  escapeShellArgs = concatMapStringsSep " " escapeShellArg;
  escapeNixString = text: replaceStrings [ "$" ] [ "\\$" ] (toJSON text);
  escapeNixIdentifier = name: if match "[[:alpha:]_][[:alnum:]_'-]*" name == null then escapeNixString name else name;

  lowerLetters = stringToCharacters "abcdefghijklmnopqrstuvwxyz";
  upperLetters = stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  toLower = replaceStrings upperLetters lowerLetters;
  toUpper = replaceStrings lowerLetters upperLetters;
  toInt = text: builtins.fromJSON text;

  makeSearchPath = below: folders: concatMapStringsSep ":" (folder: "${folder}/${below}") folders;
  makeBinPath = makeSearchPath "bin";
  versionOlder = a: b: builtins.compareVersions b a == 1;
  versionAtLeast = a: b: !(versionOlder a b);
  getName = package: if isString package then (builtins.parseDrvName package).name else package.pname or package.name;
  getVersion = package: if isString package then (builtins.parseDrvName package).version else package.version;
  isStorePath = value: hasPrefix builtins.storeDir (toString value);
}
