# Homes of a system's users.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  extended = import ../modules/lib/stdlib-extended.nix lib;
  home = extended.types.submoduleWith {
    description = "Home Manager module";
    class = "homeManager";
    specialArgs = {
      lib = extended;
      osConfig = config;
      modulesPath = toString ../modules;
    }
    // config.home-manager.extraSpecialArgs;
    modules = [
      (
        { name, ... }:
        {
          imports = import ../modules/modules.nix { inherit pkgs; lib = extended; };
          config.home.username = config.users.users.${name}.name;
          config.home.homeDirectory = config.users.users.${name}.home;
        }
      )
    ]
    ++ config.home-manager.sharedModules;
  };
in
{
  options.home-manager = {
    useGlobalPkgs = lib.mkEnableOption "the packages of the system in homes";
    useUserPackages = lib.mkEnableOption "packages of homes among those of users";
    backupFileExtension = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "What files are called that stood in the way.";
    };
    extraSpecialArgs = mkOption {
      type = types.attrs;
      default = { };
      description = "Further arguments of modules.";
    };
    sharedModules = mkOption {
      type = types.listOf types.raw;
      default = [ ];
      description = "Modules of all homes.";
    };
    users = mkOption {
      type = types.attrsOf home;
      default = { };
      visible = "shallow";
      description = "Homes by user.";
    };
  };
  config = {
    assertions = lib.concatLists (
      lib.mapAttrsToList (
        user: one:
        map (assertion: {
          inherit (assertion) assertion;
          message = "${user}'s home: ${assertion.message}";
        }) one.assertions
      ) config.home-manager.users
    );
    users.users = lib.mkIf config.home-manager.useUserPackages (
      lib.mapAttrs (_: one: { packages = one.home.packages; }) config.home-manager.users
    );
  };
}
