{ config, lib, ... }:
{
  imports = [ ../machine.nix ];
  networking.hostName = "laptop";
  networking.networkmanager.enable = true;
  services.tlp.enable = true;
  powerManagement.powertop.enable = true;
  powerManagement.cpuFreqGovernor = "powersave";
  hardware.cpu.intel.updateMicrocode = true;
  hardware.enableRedistributableFirmware = true;
  services.logind.lidSwitch = "suspend-then-hibernate";
  swapDevices = [ { device = "/dev/disk/by-label/swap"; } ];
  boot.resumeDevice = "/dev/disk/by-label/swap";
  specialisation = {
    docked.configuration = {
      services.tlp.enable = lib.mkForce false;
      powerManagement.cpuFreqGovernor = lib.mkForce "performance";
      services.logind.lidSwitch = lib.mkForce "ignore";
    };
    battery.configuration.boot.kernelParams = lib.mkIf config.services.tlp.enable [ "pcie_aspm=force" ];
  };
}
