{ config, lib, ... }:
{
  imports = [ ../machine.nix ];
  users.mutableUsers = false;
  users.users.root.hashedPassword = "!";
  users.users.fay = {
    isNormalUser = true;
    uid = 1042;
    hashedPassword = "$6$abc$def";
    openssh.authorizedKeys.keys = [ "ssh-ed25519 AAAA fay" ];
    extraGroups = [ "wheel" ];
  };
  users.users.daemonic = { isSystemUser = true; group = "workers"; home = "/var/lib/daemonic"; createHome = true; };
  users.groups.workers = { gid = 3000; members = [ "fay" ]; };
  security.sudo.wheelNeedsPassword = false;
  security.sudo.extraRules = [ { users = [ "fay" ]; commands = [ "ALL" ]; } ];
  specialisation.guest.configuration = {
    users.users.guest = { isNormalUser = true; password = "guest"; };
    security.sudo.wheelNeedsPassword = lib.mkForce true;
  };
}
