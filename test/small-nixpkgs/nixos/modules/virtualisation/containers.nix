# Systems inside of this one.
{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.containers = mkOption {
    default = { };
    description = "Containers by name.";
    type = types.attrsOf (
      types.submodule {
        options = {
          autoStart = mkOption {
            type = types.bool;
            default = false;
            description = "Whether it starts by itself.";
          };
          config = mkOption {
            description = "The system in it.";
            type = types.mkOptionType {
              name = "Toplevel NixOS config";
              merge =
                loc: definitions:
                (import ../../lib/eval-config.nix {
                  modules = [ { boot.isContainer = true; } ] ++ map (definition: definition.value) definitions;
                  prefix = loc;
                  system = "x86_64-linux";
                }).config;
            };
          };
        };
      }
    );
  };
}
