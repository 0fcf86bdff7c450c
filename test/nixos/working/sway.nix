{ lib, ... }:
{
  imports = [ ../machine.nix ];
  programs.sway.enable = true;
  hardware.opengl.enable = true;
  hardware.bluetooth.enable = true;
  services.pipewire.enable = true;
  xdg.portal.enable = true;
  security.rtkit.enable = true;
  users.users.cleo = { isNormalUser = true; description = "Cleo"; extraGroups = [ "video" "input" ]; };
}
