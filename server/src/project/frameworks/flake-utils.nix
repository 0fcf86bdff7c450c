# flake-utils: what is said per architecture, turned round.
{ lib, host, ... }:
let
  defaultSystems = [ "aarch64-linux" "aarch64-darwin" "x86_64-darwin" "x86_64-linux" ];
  eachSystem = systems: f:
    lib.foldl'
      (result: system:
        let outputs = f system; in
        result // builtins.mapAttrs (name: value: (result.${name} or { }) // { ${system} = value; }) outputs)
      { }
      systems;
  eachSystemPassThrough = systems: f: lib.foldl' (result: system: result // f system) { } systems;
in
{
  lib = {
    inherit eachSystem eachSystemPassThrough defaultSystems;
    eachDefaultSystem = eachSystem defaultSystems;
    eachDefaultSystemPassThrough = eachSystemPassThrough defaultSystems;
    allSystems = lib.systems.flakeExposed;
    system = lib.genAttrs defaultSystems (system: system);
    mkApp = { drv, name ? "app", exePath ? "/bin/${name}" }: { type = "app"; program = "${drv}${exePath}"; };
    flattenTree = tree: tree;
    filterPackages = _: packages: packages;
  };
}
