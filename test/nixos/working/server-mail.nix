{ ... }:
{
  imports = [ ../machine.nix ];
  services.postfix = { enable = true; domain = "example.org"; origin = "example.org"; relayHost = "smtp.example.org"; };
  services.dovecot2 = { enable = true; enableImap = true; };
  networking.firewall.allowedTCPPorts = [ 25 143 ];
}
