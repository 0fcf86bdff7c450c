# Services, and when they run.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  units = import ./systemd-unit-options.nix { inherit lib; };
  unitsOf =
    options:
    mkOption {
      type = types.attrsOf (types.submodule { options = units.unit // options; });
      default = { };
      description = "Units by name.";
    };
in
{
  options.systemd = {
    services = unitsOf {
      serviceConfig = mkOption {
        type = units.section;
        default = { };
        description = "The section of services.";
      };
      environment = mkOption {
        type = with types; attrsOf (nullOr (oneOf [ str path package ]));
        default = { };
        description = "Variables.";
      };
      path = mkOption {
        type = with types; listOf (oneOf [ package str ]);
        default = [ ];
        description = "Programs that it finds.";
      };
      script = mkOption {
        type = types.lines;
        default = "";
        description = "What it does.";
      };
      restartIfChanged = mkOption {
        type = types.bool;
        default = true;
        description = "Whether it starts again when it is another one.";
      };
    };
    timers = unitsOf {
      timerConfig = mkOption {
        type = units.section;
        default = { };
        description = "The section of timers.";
      };
    };
    targets = unitsOf { };
    tmpfiles.rules = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Files that are made while the system starts.";
    };
    defaultUnit = mkOption {
      type = types.str;
      default = if config.services.displayManager.enable then "graphical.target" else "multi-user.target";
      defaultText = lib.literalExpression "by services.displayManager.enable";
      description = "How far it starts.";
    };
  };
  config.systemd.targets.multi-user.description = "Several users";
}
