{ lib, ... }:
{
  networking.hostName = "workstation";
  services.xserver.enable = true;

  specialisation.gaming.configuration = {
    services.xserver.enable = false;
  };

  specialisation.travel.configuration = {
    networking.hostName = lib.mkForce "traveller";
  };
}
