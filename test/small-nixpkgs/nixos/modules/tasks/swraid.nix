# Several disks as one.
{ config, lib, ... }:
{
  imports = [
    (lib.mkRenamedOptionModule [ "boot" "initrd" "mdadmConf" ] [ "boot" "swraid" "mdadmConf" ])
  ];
  options.boot.swraid = {
    enable = lib.mkEnableOption "disks put together" // {
      default = lib.versionOlder config.system.stateVersion "98.11";
      defaultText = lib.literalExpression "by system.stateVersion";
    };
    mdadmConf = lib.mkOption {
      type = lib.types.lines;
      default = "";
      description = "How they are put together.";
    };
  };
}
