# Variables of the environment, and shells.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.environment;
  variables = with types; attrsOf (either (listOf (oneOf [ int str path ])) (oneOf [ int str path ]));
  shown = lib.mapAttrs (_: value: lib.concatMapStringsSep ":" toString (lib.toList value));
in
{
  options.environment = {
    variables = mkOption {
      type = variables;
      default = { };
      example = {
        EDITOR = "vim";
      };
      description = "Variables of all shells.";
      apply = shown;
    };
    sessionVariables = mkOption {
      type = variables;
      default = { };
      description = "Variables of whole sessions.";
      apply = shown;
    };
    shellAliases = mkOption {
      type = with types; attrsOf (nullOr (either str path));
      default = { };
      description = "Short names of commands.";
    };
    shells = mkOption {
      type = types.listOf (types.either types.package types.path);
      default = [ ];
      description = "Shells that users may have.";
    };
    interactiveShellInit = mkOption {
      type = types.lines;
      default = "";
      description = "What shells do first.";
    };
  };
  config = {
    environment.variables = cfg.sessionVariables;
    environment.shells = [ "/bin/sh" pkgs.bash ];
    environment.shellAliases = lib.mapAttrs (_: lib.mkDefault) {
      ls = "ls --color=tty";
      ll = "ls -l";
    };
  };
}
