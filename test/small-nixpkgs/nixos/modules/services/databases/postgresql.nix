# A database.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.postgresql;
in
{
  options.services.postgresql = {
    enable = lib.mkEnableOption "the database";
    package = mkOption {
      type = types.package;
      default =
        if lib.versionAtLeast config.system.stateVersion "99.05" then pkgs.postgresql_17 else pkgs.postgresql_16;
      defaultText = lib.literalExpression "by system.stateVersion";
      description = "The program.";
    };
    dataDir = mkOption {
      type = types.path;
      default = "/var/lib/postgresql/${lib.head (lib.splitString "." cfg.package.version)}";
      defaultText = lib.literalExpression "a folder for each version";
      description = "Where data lie.";
    };
    authentication = mkOption {
      type = types.lines;
      default = "";
      description = "Who may come in.";
    };
    ensureDatabases = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Databases that have to be there.";
    };
    ensureUsers = mkOption {
      default = [ ];
      description = "Users that have to be there.";
      type = types.listOf (
        types.submodule {
          options.name = mkOption {
            type = types.str;
            description = "The name.";
          };
          options.ensureDBOwnership = lib.mkEnableOption "owning the database of that name";
        }
      );
    };
    settings = mkOption {
      default = { };
      description = "Settings.";
      type = types.submodule {
        freeformType = with types; attrsOf (oneOf [ bool int float str ]);
        options.port = mkOption {
          type = types.port;
          default = 5432;
          description = "Where it listens.";
        };
      };
    };
  };
  config = lib.mkIf cfg.enable {
    services.postgresql.authentication = lib.mkMerge [
      (lib.mkBefore "# Generated.")
      (lib.mkAfter "local all all peer")
    ];
    users.users.postgres = {
      isSystemUser = true;
      group = "postgres";
      home = cfg.dataDir;
    };
    users.groups.postgres = { };
    systemd.services.postgresql = {
      description = "Database";
      wantedBy = [ "multi-user.target" ];
      serviceConfig = {
        User = "postgres";
        ExecStart = "${cfg.package}/bin/postgres";
      };
    };
    assertions = map (user: {
      assertion = user.ensureDBOwnership -> lib.elem user.name cfg.ensureDatabases;
      message = "services.postgresql: ${user.name} cannot own a database that ensureDatabases does not name.";
    }) cfg.ensureUsers;
  };
}
