# Files of settings.
{ lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.environment.etc = mkOption {
    default = { };
    description = "Files by name.";
    type = types.attrsOf (
      types.submodule (
        { name, config, options, ... }:
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
              defaultText = lib.literalExpression "the name of the attribute";
              description = "Where it lies.";
            };
            text = mkOption {
              type = types.nullOr types.lines;
              default = null;
              description = "What is in it.";
            };
            source = mkOption {
              type = types.path;
              description = "What it is a copy of.";
            };
            mode = mkOption {
              type = types.str;
              default = "symlink";
              description = "Who may read it.";
            };
            uid = mkOption {
              type = types.int;
              default = 0;
              description = "Whose it is.";
            };
          };
          config.source = lib.mkIf (config.text != null) (
            lib.mkOverride options.text.highestPrio (pkgs.writeText (baseNameOf name) config.text)
          );
        }
      )
    );
  };
}
