# A web server.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.nginx;
  hostOptions = import ./vhost-options.nix;
  withUpstream = lib.filterAttrs (_: host: host.locations != { }) cfg.virtualHosts;
in
{
  options.services.nginx = {
    enable = lib.mkEnableOption "the web server";
    package = lib.mkPackageOption pkgs "nginx" { };
    user = mkOption {
      type = types.str;
      default = "nginx";
      description = "Who runs it.";
    };
    recommendedTlsSettings = mkOption {
      type = types.bool;
      default = false;
      description = "Whether it is careful.";
    };
    appendHttpConfig = mkOption {
      type = types.lines;
      default = "";
      description = "Further lines.";
    };
    virtualHosts = mkOption {
      type = types.attrsOf (types.submodule (hostOptions { inherit lib; }));
      default = {
        localhost = { };
      };
      description = "Sites by name.";
    };
    upstreams = mkOption {
      default = { };
      description = "Servers behind this one.";
      type = types.attrsOf (
        types.submodule {
          options.servers = mkOption {
            type = types.attrsOf (
              types.submodule {
                freeformType = types.attrsOf (types.oneOf [ types.bool types.int types.str ]);
                options.backup = mkOption {
                  type = types.bool;
                  default = false;
                  description = "Whether it waits for others to fail.";
                };
              }
            );
            default = { };
            description = "The servers.";
          };
        }
      );
    };
  };
  config = lib.mkIf cfg.enable {
    users.users = lib.optionalAttrs (cfg.user == "nginx") {
      nginx = {
        isSystemUser = true;
        group = "nginx";
      };
    };
    users.groups.nginx = { };
    systemd.services.nginx = {
      wantedBy = [ "multi-user.target" ];
      serviceConfig = {
        ExecStart = "${cfg.package}/bin/nginx";
        ExecReload = [ "${cfg.package}/bin/nginx -t" ];
        User = cfg.user;
      };
    };
    assertions = lib.mapAttrsToList (name: host: {
      assertion = !(host.addSSL && host.forceSSL);
      message = "services.nginx.virtualHosts.${name}: addSSL and forceSSL exclude each other.";
    }) cfg.virtualHosts;
    warnings = lib.mapAttrsToList (name: _: "services.nginx.virtualHosts.${name} passes nothing on.") (
      lib.filterAttrs (_: host: lib.any (at: at.proxyPass == "") (lib.attrValues host.locations)) withUpstream
    );
  };
}
