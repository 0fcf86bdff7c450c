{ lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  networking.hostName = "plasma";
  i18n.defaultLocale = "de_DE.UTF-8";
  console.keyMap = "de";
  time.timeZone = "Europe/Berlin";
  services.xserver = {
    enable = true;
    layout = "de";
    displayManager.sddm.enable = true;
    desktopManager.plasma5.enable = true;
  };
  services.printing.enable = true;
  hardware.pulseaudio.enable = true;
  specialisation.quiet.configuration = {
    hardware.pulseaudio.enable = lib.mkForce false;
    services.printing.enable = lib.mkForce false;
  };
}
