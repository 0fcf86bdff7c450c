# Users and groups.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.users;

  userOptions =
    { name, config, ... }:
    {
      options = {
        name = mkOption {
          type = types.str;
          default = name;
          defaultText = lib.literalExpression "the name of the attribute";
          description = "What the user is called.";
        };
        description = mkOption {
          type = types.str;
          default = "";
          description = "The user's full name.";
        };
        uid = mkOption {
          type = types.nullOr types.int;
          default = null;
          description = "The number; null lets one be chosen.";
        };
        isNormalUser = mkOption {
          type = types.bool;
          default = false;
          description = "Whether it is a person.";
        };
        isSystemUser = mkOption {
          type = types.bool;
          default = false;
          description = "Whether it is a service.";
        };
        group = mkOption {
          type = types.str;
          default = "";
          description = "The first group.";
        };
        extraGroups = mkOption {
          type = types.listOf types.str;
          default = [ ];
          description = "Further groups.";
        };
        home = mkOption {
          type = types.path;
          default = "/var/empty";
          description = "The home.";
        };
        createHome = mkOption {
          type = types.bool;
          default = false;
          description = "Whether the home is made.";
        };
        shell = mkOption {
          type = types.nullOr (types.either types.package types.path);
          default = "/bin/nologin";
          description = "The shell.";
        };
        hashedPassword = mkOption {
          type = types.nullOr (types.strMatching "[^:\n]*");
          default = null;
          description = "The password, hashed.";
        };
        initialPassword = mkOption {
          type = types.nullOr types.str;
          default = null;
          description = "The password to start with.";
        };
        packages = mkOption {
          type = types.listOf types.package;
          default = [ ];
          description = "Packages of this user.";
        };
        linger = mkOption {
          type = types.nullOr types.bool;
          default = null;
          description = "Whether services run while nobody is logged in.";
        };
      };
      config = lib.mkMerge [
        {
          shell = lib.mkIf (config.isNormalUser) (lib.mkDefault cfg.defaultUserShell);
        }
        (lib.mkIf config.isNormalUser {
          group = lib.mkDefault "users";
          createHome = lib.mkDefault true;
          home = lib.mkDefault "/home/${config.name}";
        })
      ];
    };
  groupOptions =
    { name, ... }:
    {
      options = {
        name = mkOption {
          type = types.str;
          default = name;
          defaultText = lib.literalExpression "the name of the attribute";
          description = "What the group is called.";
        };
        gid = mkOption {
          type = types.nullOr types.int;
          default = null;
          description = "The number.";
        };
        members = mkOption {
          type = types.listOf types.str;
          default = [ ];
          description = "Who is in it.";
        };
      };
    };
in
{
  imports = [ (lib.mkAliasOptionModule [ "users" "extraUsers" ] [ "users" "users" ]) ];

  options.users = {
    mutableUsers = mkOption {
      type = types.bool;
      default = true;
      description = "Whether users may be changed while the system runs.";
    };
    defaultUserShell = mkOption {
      type = types.either types.path types.package;
      default = pkgs.bash;
      defaultText = lib.literalExpression "pkgs.bash";
      description = "The shell of people.";
    };
    users = mkOption {
      type = types.attrsOf (types.submodule userOptions);
      default = { };
      description = "Users by name.";
    };
    groups = mkOption {
      type = types.attrsOf (types.submodule groupOptions);
      default = { };
      description = "Groups by name.";
    };
  };

  config = {
    users.users.root = {
      uid = 0;
      group = "root";
      home = "/root";
      shell = lib.mkDefault cfg.defaultUserShell;
      description = "System administrator";
    };
    users.groups = {
      root.gid = 0;
      wheel.gid = 1;
      users.gid = 100;
    };
    assertions =
      lib.concatLists (
        lib.mapAttrsToList (name: user: [
          {
            assertion = lib.mutuallyExclusive [ user.name ] [ "" ];
            message = "users.users.${name}: a user needs a name.";
          }
          {
            assertion = user.isNormalUser != user.isSystemUser || user.name == "root";
            message = "users.users.${name}: exactly one of isNormalUser and isSystemUser has to be set.";
          }
          {
            assertion = user.group != "";
            message = "users.users.${name}.group is not set.";
          }
        ]) cfg.users
      )
      ++ [
        {
          assertion =
            cfg.mutableUsers
            || lib.any (user: user.hashedPassword != null || user.initialPassword != null) (lib.attrValues cfg.users);
          message = "With users.mutableUsers off and no password for anybody nobody could log in.";
        }
      ];
    warnings = lib.concatLists (
      lib.mapAttrsToList (
        name: user:
        lib.optional (
          user.hashedPassword != null && user.initialPassword != null
        ) "users.users.${name}: initialPassword has no effect beside hashedPassword."
      ) cfg.users
    );
  };
}
