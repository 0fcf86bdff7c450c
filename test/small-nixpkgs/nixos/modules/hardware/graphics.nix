# Drawing.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "hardware" "opengl" "enable" ] [ "hardware" "graphics" "enable" ])
  ];
  options.hardware.graphics = {
    enable = lib.mkEnableOption "drawing by hardware";
    enable32Bit = mkOption {
      type = types.bool;
      default = false;
      description = "Whether old programs may draw, too.";
    };
    extraPackages = mkOption {
      type = types.listOf types.package;
      default = [ ];
      description = "Further drivers.";
    };
  };
  config.assertions = [
    {
      assertion = config.hardware.graphics.enable32Bit -> config.hardware.graphics.enable;
      message = "hardware.graphics.enable32Bit needs hardware.graphics.enable.";
    }
  ];
}
