{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.nginx.enable = true;
  services.nginx.virtualHosts."a.example.org" = { enableACME = true; forceSSL = true; };
}
