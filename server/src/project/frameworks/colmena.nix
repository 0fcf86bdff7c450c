# colmena: a set of nodes, each a module, beside what all of them get.
{ lib, host, ... }:
let
  # The modules of colmena itself: how a node is reached, and its keys.
  deployment = { lib, ... }:
    let
      inherit (lib) types;
      option = type: default: lib.mkOption { inherit type default; };
    in
    {
      options.deployment = lib.mkOption {
        type = types.submodule {
          # What other versions of it have.
          freeformType = types.lazyAttrsOf types.unspecified;
          options = {
            targetHost = lib.mkOption { type = types.nullOr types.str; };
            targetPort = option (types.nullOr types.ints.unsigned) null;
            targetUser = option (types.nullOr types.str) "root";
            allowLocalDeployment = option types.bool false;
            buildOnTarget = option types.bool false;
            replaceUnknownProfiles = option types.bool true;
            tags = option (types.listOf types.str) [ ];
            privilegeEscalationCommand = option (types.listOf types.str) [ "sudo" "-H" "--" ];
            sshOptions = option (types.listOf types.str) [ ];
          };
        };
        default = { };
      };
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
