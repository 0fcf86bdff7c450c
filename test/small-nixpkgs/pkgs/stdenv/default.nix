# What packages are made with.
{
  lib,
  config,
  platform,
}:
pkgs: _:
let
  isRefused = meta: (meta.license.free or true) == false && !(config.allowUnfree or false);
  mkDerivation =
    {
      pname ? null,
      version ? null,
      name ? "${pname}-${version}",
      meta ? { },
      passthru ? { },
      buildInputs ? [ ],
      ...
    }@given:
    let
      made = derivation {
        inherit name;
        system = platform;
        builder = "/bin/sh";
        args = [ "-c" (given.buildCommand or "mkdir $out") ];
        buildInputs = map toString buildInputs;
      };
      package =
        made
        // lib.optionalAttrs (pname != null) { inherit pname version; }
        // passthru
        // {
          inherit passthru;
          meta = { inherit name; } // meta;
        };
    in
    lib.throwIf (isRefused meta) "Package `${name}' is not free: `config.allowUnfree' would let it in." package;
in
{
  inherit lib config;
  inherit (lib) recurseIntoAttrs;
  system = platform;
  callPackage = lib.callPackageWith pkgs;
  stdenv = {
    inherit mkDerivation lib;
    hostPlatform = {
      system = platform;
      isLinux = lib.hasSuffix "-linux" platform;
      isx86_64 = lib.hasPrefix "x86_64-" platform;
      isAarch64 = lib.hasPrefix "aarch64-" platform;
    };
  };
  stdenvNoCC = pkgs.stdenv;
  runCommand =
    name: environment: buildCommand:
    mkDerivation (environment // { inherit name buildCommand; });
  writeText = name: text: mkDerivation { inherit name; buildCommand = "printf %s ${lib.escapeShellArg text} > $out"; };
  writeShellScriptBin = name: text: mkDerivation { inherit name; buildCommand = text; meta.mainProgram = name; };
  symlinkJoin = { name, paths, ... }: mkDerivation { inherit name; buildInputs = paths; };
  formats = import ./formats.nix { inherit lib pkgs; };
}
