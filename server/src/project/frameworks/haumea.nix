# haumea: a folder's files as a set. Names lose ".nix"; one or two leading underscores hide a file from outside.
{ lib, host, ... }:
let
  # Arguments are looked up when they are used: one that is missing may never be.
  call = inputs: value: if builtins.isFunction value then value (builtins.mapAttrs (name: _: inputs.${name}) (builtins.functionArgs value)) else value;
  loaders = rec {
    default = inputs: path: call inputs (import path);
    scoped = inputs: path: call inputs (builtins.scopedImport inputs path);
    callPackage = default;
    verbatim = _: path: import path;
    path = _: path: path;
  };
  transformers = {
    liftDefault = _: set: if builtins.isAttrs set && set ? default && builtins.isAttrs set.default then builtins.removeAttrs set [ "default" ] // set.default else set;
    hoistAttrs = _: _: _: set: set;
    hoistLists = _: _: _: set: set;
    prependUntilDefault = _: set: set;
  };

  load = { src, loader ? loaders.default, inputs ? { }, transformer ? [ ] }:
    let
      loadFile = if builtins.isList loader then loaders.default else loader;
      finish = cursor: set: lib.foldl' (value: f: f cursor value) set (lib.flatten [ transformer ]);
      tree = folder: cursor: up: rootOf:
        let
          entries = lib.filterAttrs (name: kind: kind == "directory" || lib.hasSuffix ".nix" name) (builtins.readDir folder);
          nameOf = entry: lib.removeSuffix ".nix" (lib.removePrefix "_" (lib.removePrefix "_" entry));
          own = lib.mapAttrs'
            (entry: kind: lib.nameValuePair (nameOf entry) (
              if kind == "directory" then tree (folder + "/${entry}") (cursor ++ [ (nameOf entry) ]) level (_: rootOf level)
              else loadFile (builtins.removeAttrs inputs [ "self" "super" "root" ] // { self = level; super = up; root = rootOf level; }) (folder + "/${entry}")
            ))
            entries;
          shown = lib.filterAttrs (name: _: !(builtins.hasAttr "_${name}.nix" entries || builtins.hasAttr "__${name}.nix" entries)) own;
          level = finish cursor shown;
        in
        level;
    in
    tree (if builtins.isString src then /. + src else src) [ ] { } (top: top);
in
{
  lib = { inherit load loaders transformers; };
}
