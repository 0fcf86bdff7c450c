# flake-utils-plus: hosts by option, each with the defaults of all.
{ lib, host, ... }:
let
  mkFlake = { self, inputs, hosts ? { }, hostDefaults ? { }, sharedOverlays ? [ ], channels ? { }, ... }@arguments:
    let
      own = [ "self" "inputs" "hosts" "hostDefaults" "sharedOverlays" "channels" "channelsConfig" "nixosModules" "outputsBuilder" "supportedSystems" ];
      build = name: settings:
        let all = key: (hostDefaults.${key} or { }) // (settings.${key} or { }); in
        (settings.builder or hostDefaults.builder or host.nixosSystem) {
          specialArgs = { inherit inputs; } // all "specialArgs" // all "extraArgs";
          modules = (hostDefaults.modules or [ ]) ++ (settings.modules or [ ]) ++ [ { networking.hostName = lib.mkDefault name; } ];
        };
      into = output: lib.filterAttrs (_: settings: (settings.output or hostDefaults.output or "nixosConfigurations") == output) hosts;
    in
    builtins.removeAttrs arguments own
    // {
      nixosConfigurations = lib.mapAttrs build (into "nixosConfigurations");
      darwinConfigurations = lib.mapAttrs build (into "darwinConfigurations");
    };
in
{
  lib = { inherit mkFlake; exportModules = paths: builtins.listToAttrs (map (path: { name = lib.removeSuffix ".nix" (baseNameOf path); value = path; }) paths); };
  inherit mkFlake;
}
