# The same system with something changed.
{ config, lib, extendModules, noUserModules, ... }:
let
  inherit (lib) mkOption types;
  childOf =
    own:
    (own.extendModules {
      modules = [ ./no-clone.nix ];
    }).type;
in
{
  options = {
    isSpecialisation = mkOption {
      type = types.bool;
      internal = true;
      default = false;
      description = "Whether this is one of another system's.";
    };
    specialisation = mkOption {
      default = { };
      description = "Systems by name.";
      type = types.attrsOf (
        types.submodule (
          local:
          {
            options = {
              inheritParentConfig = mkOption {
                type = types.bool;
                default = true;
                description = "Whether it has all that this system has.";
              };
              configuration = mkOption {
                default = { };
                visible = "shallow";
                description = "What is changed.";
                type = childOf (if local.config.inheritParentConfig then { inherit extendModules; } else noUserModules);
              };
            };
          }
        )
      );
    };
  };
  config = {
    assertions = lib.mapAttrsToList (name: _: {
      assertion = builtins.match "[[:alnum:]_]+" name != null;
      message = "specialisation.${name}: names are made of letters, digits and underscores.";
    }) config.specialisation;
    system.systemBuilderCommands = lib.concatLines (
      lib.mapAttrsToList (
        name: { configuration, ... }: "ln -s ${configuration.system.build.toplevel} $out/specialisation/${name}"
      ) config.specialisation
    );
  };
}
