{ modulesPath, lib, ... }:
{
  imports = [ ../machine.nix (modulesPath + "/profiles/minimal.nix") ];
  networking.useNetworkd = true;
  networking.useDHCP = false;
  services.resolved.enable = true;
  networking.firewall.enable = false;
  nix.gc = { automatic = true; dates = "weekly"; options = "--delete-older-than 14d"; };
  specialisation.firewalled.configuration.networking.firewall.enable = lib.mkForce true;
}
