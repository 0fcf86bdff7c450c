# The console.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.console = {
    enable = lib.mkEnableOption "the virtual console" // {
      default = true;
    };
    keyMap = mkOption {
      type = types.either types.str types.path;
      default = "us";
      example = "de";
      description = "Which keys give which letters.";
    };
    font = mkOption {
      type = with types; nullOr (either str path);
      default = null;
      description = "What letters look like.";
    };
    colors = mkOption {
      type = types.listOf (types.strMatching "[[:xdigit:]]{6}");
      default = [ ];
      description = "The sixteen colours.";
    };
    useXkbConfig = mkOption {
      type = types.bool;
      default = false;
      description = "Whether the keys are those of the X server.";
    };
  };
  config = lib.mkIf config.console.enable {
    console.keyMap = lib.mkIf config.console.useXkbConfig (lib.mkOptionDefault config.services.xserver.xkb.layout);
    environment.etc."vconsole.conf".text = "KEYMAP=${toString config.console.keyMap}\n";
  };
}
