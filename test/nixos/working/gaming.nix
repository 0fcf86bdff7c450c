{ lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  hardware.opengl = { enable = true; driSupport32Bit = true; };
  hardware.pulseaudio = { enable = true; support32Bit = true; };
  boot.kernel.sysctl."vm.max_map_count" = 1048576;
  boot.kernelParams = [ "mitigations=off" ];
  security.pam.loginLimits = [ { domain = "@audio"; item = "rtprio"; type = "-"; value = "99"; } ];
  specialisation.work = {
    inheritParentConfig = false;
    configuration = {
      imports = [ ../machine.nix ];
      networking.hostName = "work";
    };
  };
}
