# colmena: a set of nodes, each a module, beside what all of them get.
{ lib, host, ... }:
let
  # The modules of colmena itself: how a node is reached, and its keys.
  deployment = { lib, ... }: {
    options.deployment = lib.mkOption { type = lib.types.submodule { freeformType = lib.types.lazyAttrsOf lib.types.raw; }; default = { }; };
  };
  makeHive = hive:
    let
      meta = hive.meta or hive.network or { };
      nodes = removeAttrs hive [ "defaults" "meta" "network" ];
      machine = name: module: host.nixosSystem {
        pkgs = meta.nodeNixpkgs.${name} or meta.nixpkgs or (host.packagesOf "pkgs");
        specialArgs = { inherit name; nodes = host.opaque "nodes"; } // meta.specialArgs or { } // meta.nodeSpecialArgs.${name} or { };
        modules = [ deployment { networking.hostName = lib.mkDefault name; } (hive.defaults or { }) module ];
      };
    in
    { __schema = "v0.5"; nodes = builtins.mapAttrs machine nodes; };
in
{
  lib.makeHive = makeHive;
}
