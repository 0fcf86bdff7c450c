# The kernel.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.boot = {
    kernelPackages = mkOption {
      type = types.raw;
      default = pkgs.linuxPackages;
      defaultText = lib.literalExpression "pkgs.linuxPackages";
      description = "The kernel, and what is made for it.";
    };
    kernelParams = mkOption {
      type = types.listOf (types.strMatching "([^\"[:space:]]|\"[^\"]*\")+");
      default = [ ];
      description = "What it is told.";
    };
    kernelModules = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "What it loads.";
    };
    blacklistedKernelModules = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "What it never loads.";
    };
    extraModulePackages = mkOption {
      type = types.listOf types.package;
      default = [ ];
      description = "What it can load besides.";
    };
    consoleLogLevel = mkOption {
      type = types.int;
      default = 4;
      description = "How much is shown.";
    };
    initrd = {
      availableKernelModules = mkOption {
        type = types.listOf types.str;
        default = [ ];
        description = "What is there while the system starts.";
      };
      kernelModules = mkOption {
        type = types.listOf types.str;
        default = [ ];
        description = "What is loaded then.";
      };
      luks.devices = mkOption {
        default = { };
        description = "What has to be opened first.";
        type = types.attrsOf (
          types.submodule {
            options.device = mkOption {
              type = types.str;
              description = "Where it is.";
            };
            options.allowDiscards = mkOption {
              type = types.bool;
              default = false;
              description = "Whether it is told what is free.";
            };
          }
        );
      };
    };
    isContainer = mkOption {
      type = types.bool;
      default = false;
      description = "Whether somebody else starts it.";
    };
  };
  config = {
    boot.kernelParams = [ "loglevel=${toString config.boot.consoleLogLevel}" ];
    boot.kernelModules = lib.mkIf (!config.boot.isContainer) [
      "loop"
      "atkbd"
    ];
  };
}
