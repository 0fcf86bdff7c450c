{ ... }:
{
  imports = [ ../machine.nix ];
  security.acme = { acceptTerms = true; email = "admin@example.org"; };
  services.nginx.enable = true;
  services.nginx.virtualHosts."secure.example.org" = { enableACME = true; forceSSL = true; serverAliases = [ "www.example.org" ]; };
}
