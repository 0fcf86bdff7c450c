# What a machine gets of which nothing was found out.
{ lib, ... }:
{
  hardware.graphics.enable = lib.mkDefault false;
}
