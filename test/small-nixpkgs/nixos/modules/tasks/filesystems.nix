# Disks.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  absolute = types.addCheck types.str (lib.hasPrefix "/") // {
    description = "path that starts at the root";
  };
  fileSystemOptions =
    { name, config, ... }:
    {
      options = {
        mountPoint = mkOption {
          type = absolute;
          default = name;
          defaultText = lib.literalExpression "the name of the attribute";
          description = "Where it is seen.";
        };
        device = mkOption {
          type = types.nullOr types.nonEmptyStr;
          default = null;
          example = "/dev/sda";
          description = "Where it is.";
        };
        label = mkOption {
          type = types.nullOr types.nonEmptyStr;
          default = null;
          description = "What it is called.";
        };
        fsType = mkOption {
          type = types.nonEmptyStr;
          default = "auto";
          description = "What kind it is of.";
        };
        options = mkOption {
          type = types.nonEmptyListOf types.nonEmptyStr;
          default = [ "defaults" ];
          description = "How it is mounted.";
        };
        neededForBoot = mkOption {
          type = types.bool;
          default = false;
          description = "Whether the system cannot start without.";
        };
      };
      config.device = lib.mkIf (config.label != null) (lib.mkDefault "/dev/disk/by-label/${config.label}");
    };
in
{
  options = {
    fileSystems = mkOption {
      default = { };
      description = "File systems by place.";
      type = types.attrsOf (types.submodule fileSystemOptions);
    };
    swapDevices = mkOption {
      default = [ ];
      description = "Where memory goes that is not in use.";
      type = types.listOf (
        types.submodule {
          options.device = mkOption {
            type = types.str;
            description = "Where it is.";
          };
          options.priority = mkOption {
            type = types.nullOr (types.ints.between 0 32767);
            default = null;
            description = "Which one is taken first.";
          };
        }
      );
    };
    boot.supportedFilesystems = mkOption {
      type = types.coercedTo (types.listOf types.str) (names: lib.genAttrs names (_: true)) (types.attrsOf types.bool);
      default = { };
      description = "Kinds that can be read.";
    };
  };
  config = {
    boot.supportedFilesystems = lib.unique (
      map (system: system.fsType) (lib.filter (system: system.fsType != "auto") (lib.attrValues config.fileSystems))
    );
    assertions = [
      {
        assertion = config.boot.isContainer || config.fileSystems ? "/";
        message = "fileSystems does not say where the root of all files is.";
      }
    ]
    ++ lib.mapAttrsToList (name: system: {
      assertion = system.device != null || system.fsType == "tmpfs";
      message = "fileSystems.\"${name}\" does not say on which device it is.";
    }) config.fileSystems;
  };
}
