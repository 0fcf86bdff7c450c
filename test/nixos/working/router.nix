{ ... }:
{
  imports = [ ../machine.nix ];
  networking = {
    hostName = "router";
    useDHCP = false;
    nat = { enable = true; externalInterface = "eth0"; internalInterfaces = [ "eth1" ]; };
    interfaces.eth1.ipv4.addresses = [ { address = "192.168.1.1"; prefixLength = 24; } ];
    interfaces.eth0.useDHCP = true;
    bridges.br0.interfaces = [ "eth2" "eth3" ];
    vlans.guests = { id = 20; interface = "eth1"; };
    nameservers = [ "9.9.9.9" ];
    firewall.trustedInterfaces = [ "eth1" ];
  };
  services.dhcpd4 = { enable = true; interfaces = [ "eth1" ]; };
  boot.kernel.sysctl."net.ipv4.ip_forward" = 1;
}
