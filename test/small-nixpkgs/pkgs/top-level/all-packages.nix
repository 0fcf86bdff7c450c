# All packages there are.
pkgs: _:
let
  inherit (pkgs) callPackage;
  plain =
    pname: version: more:
    pkgs.stdenv.mkDerivation ({ inherit pname version; } // more);
in
{
  lantern = callPackage ../applications/lantern.nix { };
  lantern-bright = pkgs.lantern.override { isBright = true; };
  hello = plain "hello" "2.12" { meta.mainProgram = "hello"; };
  bash = plain "bash" "5.2" { passthru.shellPath = "/bin/bash"; };
  zsh = plain "zsh" "5.9" { passthru.shellPath = "/bin/zsh"; };
  vim = plain "vim" "9.1" { };
  git = plain "git" "2.50" { };
  firefox = plain "firefox" "150.0" { };
  openssh = plain "openssh" "10.0" { };
  networkmanager = plain "networkmanager" "1.52" { };
  nvidia-driver = plain "nvidia-driver" "580.1" { meta.license.free = false; };
  gdm = plain "gdm" "48.0" { };
  sddm = plain "sddm" "0.21" { };
  nginx = plain "nginx" "1.28" { };
  postgresql_16 = plain "postgresql" "16.9" { };
  postgresql_17 = plain "postgresql" "17.5" { };
  postgresql = pkgs.postgresql_17;
  linux_6_12 = plain "linux" "6.12.1" { };
  linux_6_15 = plain "linux" "6.15.2" { };
  linuxPackagesFor = kernel: pkgs.recurseIntoAttrs { inherit kernel; nvidia = pkgs.nvidia-driver; };
  linuxPackages = pkgs.linuxPackagesFor pkgs.linux_6_12;
  linuxPackages_latest = pkgs.linuxPackagesFor pkgs.linux_6_15;
  xorg = pkgs.recurseIntoAttrs { xterm = plain "xterm" "399" { }; };
}
