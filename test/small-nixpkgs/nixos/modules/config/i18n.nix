# Languages and time.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    i18n.defaultLocale = mkOption {
      type = types.str;
      default = "en_US.UTF-8";
      description = "The language of programs.";
    };
    i18n.extraLocaleSettings = mkOption {
      type = types.attrsOf types.str;
      default = { };
      example = {
        LC_TIME = "de_DE.UTF-8";
      };
      description = "Parts of a language that another one gives.";
    };
    i18n.supportedLocales = mkOption {
      type = types.listOf types.str;
      default = lib.unique (
        map (language: "${language}/UTF-8") (
          [ config.i18n.defaultLocale ] ++ builtins.attrValues config.i18n.extraLocaleSettings
        )
      );
      defaultText = lib.literalExpression "the languages that are in use";
      description = "Languages to be had.";
    };
    time.timeZone = mkOption {
      type = types.nullOr types.str;
      default = null;
      example = "Europe/Berlin";
      description = "Where the clock is read; null leaves it to programs.";
    };
  };
  config.environment.sessionVariables = {
    LANG = config.i18n.defaultLocale;
  }
  // config.i18n.extraLocaleSettings;
}
