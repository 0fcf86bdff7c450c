# A service that is in this release only.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.lantern;
  format = pkgs.formats.json { };
  oneOrMore =
    type:
    types.mkOptionType {
      name = "oneOrMore";
      description = "one or more of ${type.description}";
      check = value: type.check value || builtins.isList value;
      merge = lib.mergeEqualOption;
    };
in
{
  options.services.lantern = {
    enable = lib.mkEnableOption "the lantern";
    package = lib.mkPackageOption pkgs "lantern" { };
    brightness = mkOption {
      type = types.ints.between 0 100;
      default = 50;
      description = "How bright it is.";
    };
    colour = mkOption {
      type = types.enum [ "amber" "blue" "white" ];
      default = "amber";
      description = "Its colour.";
    };
    wicks = mkOption {
      type = types.nonEmptyListOf types.str;
      default = [ "cotton" ];
      description = "What burns.";
    };
    owner = mkOption {
      type = types.uniq types.str;
      default = "root";
      description = "Whose it is.";
    };
    places = mkOption {
      type = types.attrsOf (
        types.submodule (
          { name, ... }:
          {
            options = {
              height = mkOption {
                type = types.coercedTo types.str lib.toInt types.ints.unsigned;
                default = 2;
                description = "How high it hangs.";
              };
              label = mkOption {
                type = types.str;
                default = name;
                defaultText = lib.literalExpression "its name";
                description = "What stands below.";
              };
            };
          }
        )
      );
      default = { };
      description = "Where it hangs.";
    };
    fuel = mkOption {
      type = oneOrMore types.str;
      default = "oil";
      description = "What it is filled with.";
    };
    filter = mkOption {
      type = types.functionTo types.str;
      default = colour: colour;
      defaultText = lib.literalExpression "colour: colour";
      description = "What is in front of it.";
    };
    modules = mkOption {
      type = types.deferredModule;
      default = { };
      description = "Modules of its own.";
    };
    isLit = mkOption {
      type = types.boolByOr;
      default = false;
      description = "Whether it is lit.";
    };
    settings = mkOption {
      default = { };
      description = "All other settings.";
      type = types.submodule {
        freeformType = format.type;
        options.log.level = mkOption {
          type = types.enum [ "low" "high" ];
          default = "low";
          description = "How much it tells.";
        };
      };
    };
    configFile = mkOption {
      type = types.path;
      internal = true;
      default = format.generate "lantern.json" cfg.settings;
      defaultText = lib.literalExpression "made of settings";
      description = "The file of settings.";
    };
  };
  config = lib.mkIf cfg.enable {
    environment.systemPackages = [ cfg.package ];
    services.lantern.isLit = cfg.brightness > 0;
    systemd.services.lantern = {
      wantedBy = [ "multi-user.target" ];
      serviceConfig.ExecStart = "${lib.getExe cfg.package} --brightness ${toString cfg.brightness}";
    };
    assertions = [
      {
        assertion = cfg.isLit -> cfg.fuel != [ ];
        message = "services.lantern.fuel: nothing burns without.";
      }
    ];
    warnings = lib.optional (cfg.brightness > 90) "services.lantern.brightness: more than 90 blinds.";
  };
}
