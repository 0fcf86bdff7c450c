# Options that several kinds of units have.
{ lib }:
let
  inherit (lib) mkOption types;
  value = types.mkOptionType {
    name = "systemd option";
    description = "systemd option";
    descriptionClass = "noun";
    check = value: builtins.isBool value || builtins.isInt value || builtins.isString value || builtins.isList value;
    merge =
      loc: definitions:
      if lib.any ({ value, ... }: builtins.isList value) definitions then
        lib.concatMap lib.toList (lib.getValues definitions)
      else
        lib.mergeEqualOption loc definitions;
  };
  names =
    what:
    mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Units that ${what}.";
    };
in
rec {
  section = types.attrsOf value;
  unit = {
    enable = mkOption {
      type = types.bool;
      default = true;
      description = "Whether there is such a unit.";
    };
    description = mkOption {
      type = types.singleLineStr;
      default = "";
      description = "What it is for.";
    };
    wantedBy = names "want this one";
    wants = names "this one wants";
    after = names "come before";
    before = names "come after";
    unitConfig = mkOption {
      type = section;
      default = { };
      description = "The section of all units.";
    };
  };
}
