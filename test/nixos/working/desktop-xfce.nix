{ lib, ... }:
{
  imports = [ ../machine.nix ];
  services.xserver = {
    enable = true;
    desktopManager.xfce.enable = true;
    displayManager.lightdm.enable = true;
    displayManager.autoLogin = { enable = true; user = "bob"; };
    displayManager.defaultSession = "xfce";
  };
  users.users.bob.isNormalUser = true;
  services.avahi = { enable = true; nssmdns = true; publish.enable = true; };
}
