# A shell.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.programs.zsh;
in
{
  options.programs.zsh = {
    enable = mkOption {
      type = types.bool;
      default = false;
      description = "Whether zsh is a shell of users.";
    };
    shellAliases = mkOption {
      type = with types; attrsOf (nullOr (either str path));
      default = { };
      description = "Short names in this shell.";
    };
    histSize = mkOption {
      type = types.int;
      default = 2000;
      description = "How much it remembers.";
    };
    setOptions = mkOption {
      type = types.listOf types.str;
      default = [
        "HIST_IGNORE_DUPS"
        "SHARE_HISTORY"
      ];
      description = "What is switched on in it.";
    };
  };
  config = lib.mkIf cfg.enable {
    programs.zsh.shellAliases = lib.mapAttrs (_: lib.mkDefault) config.environment.shellAliases;
    environment.shells = [ pkgs.zsh ];
    environment.systemPackages = [ pkgs.zsh ];
  };
}
