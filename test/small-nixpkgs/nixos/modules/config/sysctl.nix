# Parameters of the running kernel.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  parameter =
    with types;
    nullOr (oneOf [
      bool
      int
      str
    ])
    // {
      description = "value of a kernel parameter";
    };
  # Of limits the highest counts.
  highest = types.mkOptionType {
    name = "highest";
    description = "limit";
    check = builtins.isInt;
    merge = _: definitions: builtins.foldl' lib.max 0 (lib.getValues definitions);
  };
in
{
  options.boot.kernel.sysctl = mkOption {
    default = { };
    description = "Parameters by name.";
    type = types.submodule {
      freeformType = types.attrsOf parameter;
      options."net.core.rmem_max" = mkOption {
        type = types.nullOr highest;
        default = null;
        description = "How much may wait to be read.";
      };
    };
  };
  config.boot.kernel.sysctl = {
    "kernel.printk" = lib.mkDefault "4 4 1 7";
    "kernel.kptr_restrict" = lib.mkDefault 1;
  };
}
