{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.grafana = { enable = true; security.adminPassword = "secret"; };
  services.gitea = { enable = true; database.password = "x"; };
}
