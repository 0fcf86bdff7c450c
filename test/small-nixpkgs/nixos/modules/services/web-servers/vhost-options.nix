# One site.
{ lib }:
let
  inherit (lib) mkOption types;
in
{ name, ... }:
{
  imports = [ (lib.mkRenamedOptionModule [ "enableSSL" ] [ "addSSL" ]) ];
  options = {
    serverName = mkOption {
      type = types.nullOr types.str;
      default = name;
      defaultText = lib.literalExpression "the name of the attribute";
      description = "What it is called.";
    };
    root = mkOption {
      type = types.nullOr types.path;
      default = null;
      description = "Where its files lie.";
    };
    addSSL = mkOption {
      type = types.bool;
      default = false;
      description = "Whether it may be asked in secret.";
    };
    forceSSL = mkOption {
      type = types.bool;
      default = false;
      description = "Whether it has to be asked in secret.";
    };
    locations = mkOption {
      default = { };
      description = "Places in it.";
      type = types.attrsOf (
        types.submodule {
          options.proxyPass = mkOption {
            type = types.nullOr types.str;
            default = null;
            description = "Who answers instead.";
          };
          options.extraConfig = mkOption {
            type = types.lines;
            default = "";
            description = "Further lines.";
          };
        }
      );
    };
  };
}
