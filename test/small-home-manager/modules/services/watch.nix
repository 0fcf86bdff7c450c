# A service.
{ config, lib, ... }:
{
  options.services.watch = {
    enable = lib.mkEnableOption "watching";
    every = lib.mkOption {
      type = lib.types.ints.positive;
      default = 60;
      description = "How often.";
    };
  };
  config = lib.mkIf config.services.watch.enable {
    warnings = lib.optional (config.services.watch.every < 10) "services.watch.every: that is very often.";
  };
}
