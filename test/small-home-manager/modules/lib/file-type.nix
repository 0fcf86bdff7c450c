# A file of a home.
{ lib }:
let
  inherit (lib) mkOption types;
in
types.submodule (
  { name, ... }:
  {
    options = {
      enable = mkOption {
        type = types.bool;
        default = true;
        description = "Whether there is such a file.";
      };
      target = mkOption {
        type = types.str;
        default = name;
        defaultText = lib.literalExpression "its name";
        description = "Where it lies.";
      };
      text = mkOption {
        type = types.nullOr types.lines;
        default = null;
        description = "What is in it.";
      };
      force = mkOption {
        type = types.bool;
        default = false;
        visible = false;
        description = "Whether another file may go.";
      };
    };
  }
)
