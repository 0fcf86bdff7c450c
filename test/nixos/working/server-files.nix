{ ... }:
{
  imports = [ ../machine.nix ];
  services.samba = { enable = true; shares.public = { path = "/srv/public"; "read only" = "yes"; }; };
  services.nfs.server = { enable = true; exports = "/srv 10.0.0.0/24(rw)"; };
  networking.firewall.allowedUDPPorts = [ 137 138 ];
  networking.firewall.allowedTCPPortRanges = [ { from = 4000; to = 4010; } ];
}
