# How people log in.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.displayManager;
  session = types.mkOptionType {
    name = "session name";
    description = "session name";
    descriptionClass = "noun";
    check = builtins.isString;
    merge = lib.mergeEqualOption;
  };
in
{
  options.services.displayManager = {
    enable = lib.mkEnableOption "logging in by windows";
    defaultSession = mkOption {
      type = types.nullOr session;
      default = null;
      description = "What starts then.";
    };
    autoLogin.enable = lib.mkEnableOption "logging in by itself";
    autoLogin.user = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "Who is logged in.";
    };
    execCmd = mkOption {
      type = types.str;
      internal = true;
      example = "exec login";
      description = "The command that shows the windows.";
    };
  };
  config.assertions = [
    {
      assertion = cfg.autoLogin.enable -> cfg.autoLogin.user != null;
      message = "services.displayManager.autoLogin.user has to say who is logged in.";
    }
  ];
}
