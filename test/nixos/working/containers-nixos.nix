{ ... }:
{
  imports = [ ../machine.nix ];
  containers.web = {
    autoStart = true;
    privateNetwork = true;
    hostAddress = "10.0.0.1";
    localAddress = "10.0.0.2";
    config = { services.nginx.enable = true; networking.firewall.allowedTCPPorts = [ 80 ]; };
  };
}
