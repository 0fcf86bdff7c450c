# A system inside of another one.
{ lib, ... }:
{
  isSpecialisation = true;
  specialisation = lib.mkOverride 0 { };
}
