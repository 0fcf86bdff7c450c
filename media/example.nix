# A laptop that can be switched to two other ways of working.
# The red line marks a value that conflicts with the one of the base:
# press Ctrl+. (or Cmd+.) on it, and choose who wins.
{ lib, ... }:
{
  networking.hostName = "laptop";

  services.tlp.enable = false;
  services.openssh.enable = lib.mkDefault true;
  powerManagement.cpuFreqGovernor = lib.mkDefault "ondemand";

  specialisation = {
    # On the road: save power.
    travel.configuration = {
      system.nixos.tags = [ "travel" ];
      services.tlp.enable = true;
      powerManagement.cpuFreqGovernor = "powersave";
    };

    # In public networks: listen to nobody.
    guest.configuration = {
      system.nixos.tags = [ "guest" ];
      services.openssh.enable = false;
      networking.hostName = lib.mkForce "guest";
    };
  };
}
