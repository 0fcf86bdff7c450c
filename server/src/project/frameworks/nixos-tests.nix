# NixOS's test driver as far as the machines of a test are systems: `testers.runNixOSTest` (a module), and the older functions (a set, or a function to one).
{ lib, host, ... }:
let
  inherit (lib) mkOption types;
  modules = mkOption { type = types.deferredModule; default = { }; };
  raws = mkOption { type = types.lazyAttrsOf types.raw; default = { }; };

  options = {
    freeformType = types.lazyAttrsOf types.raw;
    options = {
      name = mkOption { type = types.str; default = ""; };
      nodes = mkOption { type = types.lazyAttrsOf types.deferredModule; default = { }; };
      defaults = modules;
      extraBaseModules = modules;
      node = mkOption {
        type = types.submodule { freeformType = types.lazyAttrsOf types.raw; options.specialArgs = raws; };
        default = { };
      };
    };
  };
  machine = more: specialArgs: name: module: host.nixosSystem {
    specialArgs = { inherit name; nodes = host.opaque "nodes"; } // specialArgs;
    modules = [ { networking.hostName = lib.mkDefault name; } module ] ++ more;
  };
in
{
  runTest = module:
    let
      inherit (lib.evalModules {
        modules = [ options module { _module.args = { hostPkgs = host.packagesOf "pkgs"; pkgs = host.packagesOf "pkgs"; }; } ];
      }) config;
    in
    { inherit (config) name; nodes = builtins.mapAttrs (machine [ config.defaults config.extraBaseModules ] config.node.specialArgs) config.nodes; };

  makeTest = given:
    let
      read = if builtins.isPath given then import given else given;
      test = host.callWith read ({ pkgs = host.packagesOf "pkgs"; inherit lib; system = host.opaque "system"; });
      nodes = test.nodes or { } // lib.optionalAttrs (test ? machine) { inherit (test) machine; };
    in
    { name = test.name or ""; nodes = builtins.mapAttrs (machine [ (test.defaults or { }) ] { }) nodes; };
}
