# Which release this is.
{ config, lib, options, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.system = {
    stateVersion = mkOption {
      type = types.str;
      default = lib.trivial.release;
      defaultText = lib.literalExpression "config.system.nixos.release";
      description = "The release that the machine began with.";
    };
    nixos.release = mkOption {
      type = types.str;
      readOnly = true;
      default = lib.trivial.release;
      description = "The release.";
    };
    nixos.label = mkOption {
      type = types.strMatching "[a-zA-Z0-9:_.-]*";
      default = lib.concatStringsSep "-" (lib.naturalSort config.system.nixos.tags ++ [ lib.version ]);
      defaultText = lib.literalExpression "tags and release";
      description = "What the boot menu calls it.";
    };
    nixos.tags = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Words in the label.";
    };
    nixos.codeName = mkOption {
      type = types.str;
      readOnly = true;
      internal = true;
      default = lib.trivial.codeName;
      description = "A name for people.";
    };
  };
  config.warnings =
    lib.optional (options.system.stateVersion.highestPrio == (lib.mkOptionDefault { }).priority)
      "system.stateVersion is not set: ${config.system.stateVersion} is assumed.";
}
