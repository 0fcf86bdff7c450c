# A shell.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.programs.bash;
in
{
  options.programs.bash = {
    enable = lib.mkEnableOption "the shell";
    shellAliases = mkOption {
      type = types.attrsOf types.str;
      default = { };
      description = "Short names.";
    };
    initExtra = mkOption {
      type = types.lines;
      default = "";
      description = "What it does first.";
    };
    historyControl = mkOption {
      type = types.listOf (types.enum [ "erasedups" "ignoredups" "ignorespace" ]);
      default = [ ];
      description = "What it forgets.";
    };
  };
  config = lib.mkIf cfg.enable { home.file.".bashrc".text = cfg.initExtra; };
}
