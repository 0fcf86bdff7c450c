# The other one.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.services.tlp = {
    enable = lib.mkEnableOption "saving power by rules";
    settings = mkOption {
      type = with types; attrsOf (oneOf [ bool int float str ]);
      default = { };
      description = "The rules.";
    };
    extraConfig = mkOption {
      type = types.lines;
      default = "";
      visible = false;
      description = "Rules as they were written before.";
    };
  };
  config = lib.mkIf config.services.tlp.enable {
    services.tlp.settings.TLP_ENABLE = lib.mkDefault true;
    warnings = lib.optional (config.services.tlp.extraConfig != "") "services.tlp.extraConfig is old: use settings.";
  };
}
