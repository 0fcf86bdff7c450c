{ lib, config, ... }:
{
  imports = [ ../machine.nix ];
  services.postgresql = {
    enable = true;
    enableTCPIP = true;
    ensureDatabases = [ "app" ];
    ensureUsers = [ { name = "app"; ensurePermissions."DATABASE app" = "ALL PRIVILEGES"; } ];
    authentication = "host all all 10.0.0.0/8 md5";
  };
  services.postgresqlBackup = { enable = true; databases = [ "app" ]; startAt = "*-*-* 03:00:00"; };
  networking.firewall.allowedTCPPorts = [ (config.services.postgresql.port or 5432) ];
  specialisation.local.configuration.services.postgresql.enableTCPIP = lib.mkForce false;
}
