# As little as possible.
{ lib, ... }:
{
  environment.defaultPackages = lib.mkDefault [ ];
  programs.git.enable = lib.mkDefault false;
}
