# Files of settings: the type that their contents have, and how they are written.
{ lib, pkgs }:
let
  inherit (lib) types;
  value =
    with types;
    nullOr (oneOf [
      bool
      int
      float
      str
      path
      (attrsOf value)
      (listOf value)
    ])
    // {
      description = "value of a file of settings";
    };
  atom = with types; nullOr (oneOf [ bool int float str ]);
  written = name: settings: pkgs.writeText name (builtins.toJSON settings);
in
{
  json = _: {
    type = value;
    generate = written;
  };
  yaml = _: {
    type = value;
    generate = written;
  };
  toml = _: {
    type = types.attrsOf value;
    generate = written;
  };
  ini =
    {
      listsAsDuplicateKeys ? false,
    }:
    let
      entry = if listsAsDuplicateKeys then types.either atom (types.listOf atom) else atom;
    in
    {
      type = types.attrsOf (types.attrsOf entry);
      generate = written;
    };
}
