# One of two ways to save power.
{ config, lib, ... }:
{
  options.services.power-profiles-daemon.enable = lib.mkEnableOption "profiles of power";
  config = lib.mkIf config.services.power-profiles-daemon.enable {
    assertions = [
      {
        assertion = !config.services.tlp.enable;
        message = "services.power-profiles-daemon and services.tlp undo each other's settings.";
      }
    ];
  };
}
