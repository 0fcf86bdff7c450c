# What the base system and every specialisation share.
{ pkgs, ... }:

{
  services.xserver.enable = true;
  services.printing.enable = true;

  environment.systemPackages = [
    pkgs.firefox
    pkgs.git
  ];
}
