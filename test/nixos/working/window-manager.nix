{ lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.xserver = {
    enable = true;
    windowManager.i3.enable = true;
    displayManager.startx.enable = true;
    xkbOptions = "caps:escape";
    videoDrivers = [ "intel" "modesetting" ];
  };
  programs.light.enable = true;
  programs.ssh.startAgent = true;
  specialisation.console.configuration.services.xserver.enable = lib.mkForce false;
}
