# Units, files and options of the configuration's own.
{ config, lib, ... }:
let
  cfg = config.lamps;
in
{
  imports = [ ../machine.nix ];
  options.lamps = {
    enable = lib.mkEnableOption "lamps";
    rooms = lib.mkOption { type = lib.types.attrsOf lib.types.int; default = { hall = 1; }; };
  };
  config = lib.mkMerge [
    { lamps.enable = lib.mkDefault false; }
    (lib.mkIf cfg.enable {
      environment.etc = lib.mapAttrs' (room: count: lib.nameValuePair "lamps/${room}" { text = toString count; }) cfg.rooms;
      systemd.services.lamps = { wantedBy = [ "multi-user.target" ]; after = [ "network.target" ]; serviceConfig.Type = "oneshot"; };
      systemd.timers.lamps = { wantedBy = [ "timers.target" ]; timerConfig.OnCalendar = "daily"; };
    })
    { specialisation.lit.configuration.lamps = { enable = true; rooms.kitchen = 4; }; }
  ];
}
