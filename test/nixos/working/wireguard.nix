{ ... }:
{
  imports = [ ../machine.nix ];
  networking.wireguard.interfaces.wg0 = {
    ips = [ "10.100.0.1/24" ];
    listenPort = 51820;
    privateKeyFile = "/root/wg";
    peers = [ { publicKey = "abc="; allowedIPs = [ "10.100.0.2/32" ]; persistentKeepalive = 25; } ];
  };
  networking.firewall.allowedUDPPorts = [ 51820 ];
}
