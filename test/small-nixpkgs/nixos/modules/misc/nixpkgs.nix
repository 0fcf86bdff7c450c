# The packages that a system is made of.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.nixpkgs;
  overlay = types.mkOptionType {
    name = "nixpkgs-overlay";
    description = "nixpkgs overlay";
    descriptionClass = "noun";
    check = lib.isFunction;
    merge = lib.mergeOneOption;
  };
  settings = types.mkOptionType {
    name = "nixpkgs-config";
    description = "nixpkgs config";
    descriptionClass = "noun";
    check = value: builtins.isAttrs value || lib.isFunction value;
    merge = _: definitions: lib.foldr lib.recursiveUpdate { } (lib.getValues definitions);
  };
  packages = types.mkOptionType {
    name = "pkgs";
    description = "a set of packages";
    check = builtins.isAttrs;
    merge = lib.mergeOneOption;
  };
in
{
  options.nixpkgs = {
    pkgs = mkOption {
      type = packages;
      default = import ../../.. {
        inherit (cfg) config overlays;
        localSystem = cfg.system;
      };
      defaultText = lib.literalExpression "those of this nixpkgs";
      description = "The packages as they are.";
    };
    config = mkOption {
      type = settings;
      default = { };
      description = "What packages may be.";
    };
    overlays = mkOption {
      type = types.listOf overlay;
      default = [ ];
      description = "Changes to the packages.";
    };
    system = mkOption {
      type = types.str;
      default = cfg.hostPlatform.system or "x86_64-linux";
      description = "What the system runs on.";
    };
    hostPlatform = mkOption {
      type = types.either types.str types.attrs;
      default = "x86_64-linux";
      apply = platform: if builtins.isAttrs platform then platform else { system = platform; };
      description = "The same, in detail.";
    };
  };
  config._module.args.pkgs = lib.mkDefault cfg.pkgs;
}
