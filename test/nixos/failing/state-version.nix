{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  system.stateVersion = lib.mkForce "99.05";
  services.lantern = { enable = true; isLit = true; fuel = [ ]; brightness = 95; };
  services.postgresql = { enable = true; ensureUsers = [ { name = "a"; ensureDBOwnership = true; } ]; };
}
