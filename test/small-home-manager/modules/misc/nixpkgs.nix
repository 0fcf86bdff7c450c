# The packages of a home.
{ lib, ... }:
{
  options.nixpkgs.config = lib.mkOption {
    type = lib.types.nullOr lib.types.attrs;
    default = null;
    description = "What packages may be.";
  };
}
