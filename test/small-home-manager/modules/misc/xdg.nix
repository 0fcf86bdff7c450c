# Folders of a home.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  files = mkOption {
    type = types.attrsOf (import ../lib/file-type.nix { inherit lib; });
    default = { };
    description = "Files in the folder.";
  };
in
{
  options.xdg = {
    enable = lib.mkEnableOption "folders by standard";
    configHome = mkOption {
      type = types.path;
      default = "${config.home.homeDirectory}/.config";
      defaultText = lib.literalExpression ''"''${config.home.homeDirectory}/.config"'';
      description = "Where settings lie.";
    };
    configFile = files;
    dataFile = files;
  };
  config.home.sessionVariables = lib.mkIf config.xdg.enable { XDG_CONFIG_HOME = config.xdg.configHome; };
}
