# What an option is, how it is shown, and the plainest ways to merge its definitions.
{ lib }:
let
  inherit (builtins)
    all
    concatMap
    concatStringsSep
    head
    isAttrs
    length
    tail
    ;
  inherit (lib) concatMapStrings escapeNixIdentifier optionalAttrs;

  conflict =
    loc: definitions: what:
    throw "The option `${lib.showOption loc}' ${what}:${lib.showDefs definitions}";
in
rec {
  isOption = value: isAttrs value && value._type or "" == "option";
  mkOption = option: { _type = "option"; } // option;
  mkEnableOption =
    what:
    mkOption {
      type = lib.types.bool;
      default = false;
      example = true;
      description = "Turns ${what} on.";
    };
  mkPackageOption =
    pkgs: name:
    {
      default ? name,
      nullable ? false,
    }:
    mkOption {
      type = if nullable then lib.types.nullOr lib.types.package else lib.types.package;
      default = lib.getAttrFromPath (lib.toList default) pkgs;
      defaultText = literalExpression "pkgs.${concatStringsSep "." (lib.toList default)}";
      description = "Which ${name} is taken.";
    };

  literalExpression = text: {
    _type = "literalExpression";
    inherit text;
  };
  literalMD = text: {
    _type = "literalMD";
    inherit text;
  };
  mdDoc = text: text;

  getValues = map (definition: definition.value);
  getFiles = map (definition: definition.file);

  # Merging.
  mergeDefaultOption =
    loc: definitions:
    let
      values = getValues definitions;
      are = test: all test values;
    in
    if length values == 1 then
      head values
    else if are builtins.isList then
      builtins.concatLists values
    else if are isAttrs then
      lib.mergeAttrsList values
    else if are builtins.isBool then
      builtins.any (value: value) values
    else if are builtins.isString then
      lib.concatStrings values
    else
      conflict loc definitions "has conflicting definition values";
  mergeOneOption = mergeUniqueOption { message = ""; };
  mergeUniqueOption =
    {
      message,
      merge ? null,
    }:
    loc: definitions:
    if length definitions != 1 then
      conflict loc definitions "is defined multiple times, but takes one definition. ${message}\nDefinition values"
    else if merge == null then
      (head definitions).value
    else
      merge loc definitions;
  mergeEqualOption =
    loc: definitions:
    let
      first = (head definitions).value;
    in
    if length definitions == 1 || all (definition: definition.value == first) (tail definitions) then
      first
    else
      conflict loc definitions "has conflicting definition values";

  # Showing.
  showOption =
    loc:
    concatStringsSep "." (
      map (name: if builtins.match "<.*>|\\*" name != null then name else escapeNixIdentifier name) loc
    );
  showFiles = files: concatStringsSep " and " (map (file: "`${file}'") files);
  showDefs = concatMapStrings (definition: "\n- In `${definition.file}'${shownValue definition.value}");
  shownValue =
    value:
    let
      shown = builtins.tryEval (builtins.toJSON value);
    in
    if lib.isFunction value then
      ": a function"
    else if shown.success then
      ": ${shown.value}"
    else
      "";

  # The list that a manual is made of.
  optionAttrSetToDocList = options: concatMap toldOf (lib.collect isOption options);
  toldOf =
    option:
    let
      visible = option.visible or true;
      told = {
        inherit (option) loc;
        name = showOption option.loc;
        description = option.description or null;
        declarations = builtins.filter (file: file != "<unknown-file>") option.declarations;
        internal = option.internal or false;
        visible = if builtins.isBool visible then visible else visible == "shallow";
        readOnly = option.readOnly or false;
        type = option.type.description or "unspecified value";
      }
      // optionalAttrs (option ? defaultText || option ? default) { default = option.defaultText or option.default; }
      // optionalAttrs (option ? example) { inherit (option) example; };
      inside = option.type.getSubOptions option.loc;
    in
    [ told ] ++ lib.optionals (visible == true && inside != { }) (optionAttrSetToDocList inside);
}
