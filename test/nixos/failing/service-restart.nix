{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  systemd.services.once = { serviceConfig = { Type = "oneshot"; Restart = "always"; }; wantedBy = [ "multi-user.target" ]; };
  specialisation.confined.configuration.systemd.services.once = { confinement.enable = true; serviceConfig.DynamicUser = true; };
}
