# Variants of a home.
{ extendModules, lib, ... }:
{
  options.specialisation = lib.mkOption {
    type = lib.types.attrsOf (
      lib.types.submodule {
        options.configuration = lib.mkOption {
          type = (extendModules { modules = [ { specialisation = lib.mkOverride 0 { }; } ]; }).type;
          default = { };
          visible = "shallow";
          description = "What is else than in the home itself.";
        };
      }
    );
    default = { };
    description = "Variants by name.";
  };
}
