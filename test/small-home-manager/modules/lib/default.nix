# What homes need besides: steps that come one after the other, and types of it.
{ lib }:
let
  inherit (lib) mkOption;
in
rec {
  dag = {
    isEntry = value: value ? data && value ? after && value ? before;
    entryBetween = before: after: data: { inherit data after before; };
    entryAfter = dag.entryBetween [ ];
    entryBefore = before: dag.entryBetween before [ ];
    entryAnywhere = dag.entryBetween [ ] [ ];
  };
  types = {
    dagOf =
      elemType:
      lib.types.attrsOf (
        lib.types.coercedTo elemType dag.entryAnywhere (
          lib.types.submodule {
            options = {
              data = mkOption {
                type = elemType;
                description = "What is done.";
              };
              after = mkOption {
                type = lib.types.listOf lib.types.str;
                default = [ ];
                description = "What is done before.";
              };
              before = mkOption {
                type = lib.types.listOf lib.types.str;
                default = [ ];
                description = "What is done afterwards.";
              };
            };
          }
        )
      );
  };
}
