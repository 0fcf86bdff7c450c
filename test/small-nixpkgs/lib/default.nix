# The library of the small nixpkgs: written for the tests of this repository, in the layout that the real one has.
# Each file gives a set of functions; all of them are also at the top.
let
  parts =
    lib:
    builtins.mapAttrs (_: file: import file { inherit lib; }) {
      trivial = ./trivial.nix;
      lists = ./lists.nix;
      attrsets = ./attrsets.nix;
      strings = ./strings.nix;
      options = ./options.nix;
      modules = ./modules.nix;
      types = ./types.nix;
      customisation = ./customisation.nix;
    };

  build =
    overlays:
    let
      own = parts lib;
      base =
        own
        // own.trivial
        // own.lists
        // own.attrsets
        // own.strings
        // own.options
        // own.modules
        // own.customisation
        // {
          # Types stay in their set: several have names that functions have, too.
          inherit (own) types;
          extend = overlay: build (overlays ++ [ overlay ]);
        };
      lib = builtins.foldl' (previous: overlay: previous // overlay lib previous) base overlays;
    in
    lib;
in
build [ ]
