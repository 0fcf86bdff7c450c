# Names that are not used any more.
{ lib, ... }:
let
  inherit (lib) mkAliasOptionModule mkRemovedOptionModule mkRenamedOptionModule;
in
{
  imports = [
    (mkAliasOptionModule [ "environment" "checkConfigurationOptions" ] [ "_module" "check" ])
    (mkRenamedOptionModule
      [ "services" "openssh" "permitRootLogin" ]
      [ "services" "openssh" "settings" "PermitRootLogin" ]
    )
    (mkRenamedOptionModule [ "services" "xserver" "layout" ] [ "services" "xserver" "xkb" "layout" ])
    (mkRenamedOptionModule [ "networking" "wireless" "interface" ] [ "networking" "wireless" "device" ])
    (mkRemovedOptionModule [ "services" "candle" "enable" ] "Candles burn down; `services.lantern' does not.")
    (mkRemovedOptionModule [ "sound" "enable" ] "There is nothing left that it would do.")
  ];
}
