{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.nginx.enable = true;
  services.nginx.virtualHosts.a = { addSSL = true; forceSSL = true; };
  specialisation.old.configuration.services.nginx.virtualHosts.b = { enableSSL = true; enableACME = true; useACMEHost = "c"; };
}
