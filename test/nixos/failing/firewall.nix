{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.fail2ban.enable = true;
  networking.firewall.enable = false;
  specialisation.tables.configuration.networking = {
    nftables.enable = true;
    firewall.enable = lib.mkForce true;
    firewall.extraCommands = "true";
  };
}
