// The options whose values are compared in every system, whatever it is for; those of other releases are skipped there.
// None of them has paths of the store in it, which nobody knows who builds nothing.
const ASKED = `
boot.blacklistedKernelModules boot.initrd.availableKernelModules boot.initrd.kernelModules
boot.initrd.luks.devices boot.initrd.supportedFilesystems boot.isContainer boot.kernelModules
boot.kernelParams boot.loader.efi.canTouchEfiVariables boot.loader.grub.devices boot.loader.grub.efiSupport
boot.loader.grub.enable boot.loader.systemd-boot.configurationLimit boot.loader.systemd-boot.enable boot.loader.timeout
boot.resumeDevice boot.supportedFilesystems console.font console.keyMap console.useXkbConfig
documentation.man.enable documentation.nixos.enable environment.pathsToLink environment.shellAliases
environment.variables.EDITOR fileSystems fonts.fontconfig.enable gtk.iconCache.enable
hardware.bluetooth.enable hardware.cpu.intel.updateMicrocode hardware.enableRedistributableFirmware hardware.graphics.enable
hardware.nvidia.modesetting.enable hardware.nvidia.prime.offload.enable hardware.nvidia.prime.sync.enable
hardware.opengl.driSupport32Bit hardware.opengl.enable hardware.pulseaudio.enable i18n.defaultLocale
i18n.supportedLocales location.provider networking.bridges networking.dhcpcd.enable networking.domain
networking.enableIPv6 networking.firewall.allowPing networking.firewall.allowedTCPPortRanges
networking.firewall.allowedTCPPorts networking.firewall.allowedUDPPorts networking.firewall.checkReversePath
networking.firewall.enable networking.firewall.trustedInterfaces networking.hostId networking.hostName networking.hosts
networking.interfaces networking.nameservers networking.nat.enable networking.networkmanager.enable
networking.nftables.enable networking.timeServers networking.usePredictableInterfaceNames networking.useDHCP
networking.useNetworkd networking.vlans networking.wireguard.interfaces networking.wireless.enable nix.allowedUsers
nix.gc.automatic nix.gc.options nix.maxJobs nix.trustedUsers nix.useSandbox nixpkgs.config nixpkgs.system
nixpkgs.localSystem.system powerManagement.cpuFreqGovernor powerManagement.enable powerManagement.powertop.enable
programs.bash.enable programs.command-not-found.enable programs.dconf.enable programs.fish.enable
programs.gnupg.agent.enableSSHSupport programs.ssh.startAgent programs.sway.enable programs.zsh.enable
programs.zsh.shellAliases security.acme.acceptTerms security.allowUserNamespaces security.pam.loginLimits
security.polkit.enable security.rtkit.enable security.sudo.enable security.sudo.extraRules security.sudo.wheelNeedsPassword
services.accounts-daemon.enable services.avahi.enable services.avahi.nssmdns services.btrfs.autoScrub.fileSystems
services.colord.enable services.dbus.enable services.dovecot2.enable services.geoclue2.enable services.gvfs.enable
services.grafana.port services.lantern.enable services.lantern.brightness services.lantern.fuel
services.logind.lidSwitch services.nginx.enable services.nginx.recommendedTlsSettings services.nginx.user services.nscd.enable
services.openssh.enable services.openssh.passwordAuthentication services.openssh.permitRootLogin services.openssh.ports
services.openssh.settings services.pipewire.enable services.postfix.domain services.postgresql.enableTCPIP
services.postgresql.ensureDatabases services.postgresql.port services.printing.enable services.prometheus.exporters.node.port
services.resolved.enable services.samba.enable services.timesyncd.enable services.tlp.enable services.udisks2.enable
services.upower.enable services.xserver.desktopManager.gnome3.enable services.xserver.desktopManager.plasma5.enable
services.xserver.displayManager.defaultSession services.xserver.displayManager.gdm.enable
services.xserver.displayManager.lightdm.enable services.xserver.displayManager.sddm.enable services.xserver.enable
services.xserver.exportConfiguration services.xserver.layout services.xserver.videoDrivers services.xserver.xkbOptions
services.zfs.autoScrub.enable sound.enable swapDevices system.nixos.codeName system.nixos.release system.stateVersion
systemd.defaultUnit systemd.enableEmergencyMode systemd.services.lamps.after systemd.services.lamps.wantedBy
systemd.services.sshd.wantedBy systemd.targets.multi-user.wants systemd.timers.lamps.timerConfig
systemd.network.enable time.hardwareClockInLocalTime time.timeZone users.defaultUserHome users.enforceIdUniqueness users.groups
users.mutableUsers users.users.ada.extraGroups users.users.ada.group users.users.ada.home users.users.ada.isNormalUser
users.users.daemonic.home users.users.daemonic.isSystemUser users.users.fay.openssh.authorizedKeys.keys users.users.fay.uid
users.users.guest.password users.users.root.home users.users.root.uid virtualisation.containers.enable
virtualisation.docker.autoPrune.enable virtualisation.docker.enable virtualisation.libvirtd.enable
virtualisation.oci-containers.backend virtualisation.podman.enable xdg.mime.enable xdg.portal.enable zramSwap.enable
`;

/** As paths. */
export const PATHS = ASKED.trim()
  .split(/\s+/)
  .map((option) => option.split('.'));
