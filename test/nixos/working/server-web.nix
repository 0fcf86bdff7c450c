{ config, lib, ... }:
{
  imports = [ ../machine.nix ];
  networking.hostName = "web";
  networking.domain = "example.org";
  networking.firewall.allowedTCPPorts = [ 80 443 ];
  services.nginx = {
    enable = true;
    recommendedTlsSettings = true;
    recommendedProxySettings = true;
    virtualHosts."example.org" = {
      default = true;
      root = "/var/www";
      locations."/api".proxyPass = "http://127.0.0.1:8080";
    };
  };
  services.openssh = { enable = true; permitRootLogin = "no"; passwordAuthentication = false; };
  specialisation.maintenance.configuration = {
    services.nginx.virtualHosts."example.org".locations."/api".proxyPass = lib.mkForce "http://127.0.0.1:9090";
    networking.firewall.allowedTCPPorts = [ 8443 ];
  };
}
