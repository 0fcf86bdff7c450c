# Files of a home.
{ lib, ... }:
{
  options.home.file = lib.mkOption {
    type = lib.types.attrsOf (import ./lib/file-type.nix { inherit lib; });
    default = { };
    description = "Files by name.";
  };
}
