# A configuration with a bit of everything, a hundred lines long.
{
  config,
  lib,
  pkgs,
  inputs ? { },
  ...
}@args:

let
  inherit (lib) mkIf mkForce mkDefault;
  inherit (pkgs.stdenv) hostPlatform;
  cfg = config.my.desktop or { };
  user = "alice";
  users = [ user "bob" ] ++ lib.optional (cfg ? guest) "guest";
  mkHome =
    name:
    { shell ? pkgs.bash, extra ? [ ] }:
    {
      inherit name shell;
      home = "/home/${name}";
      packages = extra |> map (p: p.override { inherit shell; }) |> lib.unique;
    };
  version = with builtins; head (split "-" nixpkgsVersion);
  nixpkgsVersion = "24.05-pre";
  old = let { body = x; x = 1; };
in
{
  imports = [
    ./hardware.nix
    (inputs.home + /module.nix)
    <nixpkgs/nixos/modules/profiles/minimal.nix>
    ~/private.nix
    ./hosts/${user}/default.nix
  ];

  options.my.desktop = {
    enable = lib.mkEnableOption "the desktop" // { default = !cfg.headless || false; };
    size = lib.mkOption { type = lib.types.int; default = 1024 * 2 - 1; };
    ratio = 1.5e-3;
  };

  config = lib.mkMerge [
    (mkIf (cfg.enable && hostPlatform.isLinux -> version >= "24") {
      services.xserver = {
        enable = true;
        displayManager.sessionCommands = ''
          ${pkgs.xorg.xset}/bin/xset r rate 200
            export FOO="''${BAR:-$baz}" # ''' quoted
          echo $${notInterpolated} ''\t
        '';
      };
      environment.etc."motd".text = "hello ${user} \"quoted\" \${not}\n";
      environment.variables."${user}_HOME" = "/home/" + user;
    })
    (if cfg ? size then { boot.kernelParams = [ "x=${toString cfg.size}" ]; } else { })
  ];

  users.users = lib.genAttrs users (name: mkHome name { }) // rec {
    root.shell = mkForce pkgs.zsh;
    ${user}.extraGroups = [ "wheel" ];
    "with space".uid = mkDefault 1000;
    root2 = root;
  };

  networking = {
    hostName = assert user != ""; "box";
    firewall.allowedTCPPorts = [ 22 80 443 ];
    proxy.default = http://proxy.example:3128/;
  };

  /* Two specialisations: one that inherits
     and one that does not. */
  specialisation = {
    gaming.configuration = {
      services.xserver.enable = mkForce false;
      hardware.opengl = {
        enable = true;
        driSupport32Bit = true;
      };
      environment.systemPackages = with pkgs; [ steam (wine.override { wineBuild = "wine64"; }) ];
    };
    work = {
      inheritParentConfig = false;
      configuration = { lib, ... }: {
        imports = [ ./work.nix ];
        services.printing.enable = lib.mkOverride 10 (!config.services.cups or true);
        networking.hostName = lib.mkForce "work-${config.networking.hostName}";
      };
    };
  };

  system.stateVersion = "24.05";
  nixpkgs.overlays = [
    (final: prev: {
      hello = prev.hello.overrideAttrs (old: { patches = old.patches or [ ] ++ [ ./fix.patch ]; });
    })
  ];
}
