# What a home is.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.home;
in
{
  imports = [
    (lib.mkRemovedOptionModule [ "home" "candles" ] "They went out.")
  ];
  options.home = {
    username = mkOption {
      type = types.str;
      description = "Whose home it is.";
    };
    homeDirectory = mkOption {
      type = types.path;
      default = "/home/${cfg.username}";
      defaultText = lib.literalExpression ''"/home/''${config.home.username}"'';
      description = "Where it is.";
    };
    stateVersion = mkOption {
      type = types.enum [ "98.11" "99.05" "99.11" ];
      description = "The release that it began with.";
    };
    packages = mkOption {
      type = types.listOf types.package;
      default = [ ];
      description = "Packages of the home.";
    };
    sessionVariables = mkOption {
      type = with types; lazyAttrsOf (oneOf [ str path int float ]);
      default = { };
      description = "Variables.";
    };
    activation = mkOption {
      type = lib.hm.types.dagOf types.str;
      default = { };
      description = "What is done, in order.";
    };
    activationPackage = mkOption {
      type = types.package;
      internal = true;
      description = "The whole home as a package.";
    };
  };
  config = {
    home.activationPackage = pkgs.runCommand "home-manager-generation" { } "mkdir $out";
    home.activation.writeBoundary = lib.hm.dag.entryAnywhere "";
    home.activation.link = lib.hm.dag.entryAfter [ "writeBoundary" ] "link";
    assertions = [
      {
        assertion = cfg.username != "";
        message = "home.username is empty.";
      }
    ];
  };
}
