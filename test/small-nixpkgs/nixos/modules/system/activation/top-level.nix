# The whole system as one package.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  failed = map (one: one.message) (lib.filter (one: !one.assertion) config.assertions);
  made = pkgs.runCommand "nixos-system-${config.networking.hostName}-${config.system.nixos.label}" { } ''
    ${config.system.systemBuilderCommands}
    ln -s ${config.system.path} $out/sw
    ${lib.concatLines (lib.mapAttrsToList (name: file: "ln -s ${file.source} $out/etc/${name}") config.environment.etc)}
  '';
in
{
  options.system = {
    build = mkOption {
      type = types.submodule { freeformType = types.lazyAttrsOf types.unspecified; };
      default = { };
      description = "What can be made of the system.";
    };
    systemBuilderCommands = mkOption {
      type = types.lines;
      internal = true;
      default = "";
      description = "What is done to make it.";
    };
  };
  config.system.build.toplevel =
    if failed == [ ] then
      lib.showWarnings config.warnings made
    else
      throw "\nFailed assertions:\n${lib.concatMapStringsSep "\n" (message: "- ${message}") failed}";
}
