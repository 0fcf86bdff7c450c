# Functions of sets.
{ lib }:
let
  inherit (builtins) isAttrs listToAttrs tail head;
in
rec {
  inherit (builtins)
    attrNames
    attrValues
    catAttrs
    getAttr
    hasAttr
    intersectAttrs
    isAttrs
    listToAttrs
    mapAttrs
    removeAttrs
    ;

  nameValuePair = name: value: { inherit name value; };
  optionalAttrs = condition: set: if condition then set else { };
  isDerivation = value: isAttrs value && value.type or null == "derivation";
  recurseIntoAttrs = set: set // { recurseForDerivations = true; };

  mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);
  attrsToList = mapAttrsToList nameValuePair;
  mapAttrs' = f: set: listToAttrs (mapAttrsToList f set);
  filterAttrs = test: set: listToAttrs (builtins.filter (pair: test pair.name pair.value) (attrsToList set));
  concatMapAttrs = f: set: builtins.foldl' (made: name: made // f name set.${name}) { } (attrNames set);
  genAttrs = names: f: listToAttrs (map (name: nameValuePair name (f name)) names);
  genAttrs' = list: f: listToAttrs (map f list);
  getAttrs = names: set: genAttrs names (name: set.${name});
  mergeAttrsList = builtins.foldl' (made: set: made // set) { };
  zipAttrsWith =
    f: sets:
    mapAttrs (name: _: f name (catAttrs name sets)) (mergeAttrsList sets);
  zipAttrs = zipAttrsWith (_: values: values);

  attrByPath =
    path: fallback: set:
    if path == [ ] then
      set
    else if isAttrs set && set ? ${head path} then
      attrByPath (tail path) fallback set.${head path}
    else
      fallback;
  hasAttrByPath =
    path: set:
    path == [ ] || (isAttrs set && set ? ${head path} && hasAttrByPath (tail path) set.${head path});
  getAttrFromPath = path: attrByPath path (throw "nothing at ${builtins.concatStringsSep "." path}");
  setAttrByPath = path: value: lib.foldr (name: below: { ${name} = below; }) value path;

  recursiveUpdateUntil =
    stop: left: right:
    let
      both =
        path: below: above:
        below
        // mapAttrs (
          name: value:
          if below ? ${name} && !(stop (path ++ [ name ]) below.${name} value) then
            both (path ++ [ name ]) below.${name} value
          else
            value
        ) above;
    in
    both [ ] left right;
  recursiveUpdate = recursiveUpdateUntil (_: below: above: !(isAttrs below && isAttrs above));

  mapAttrsRecursiveCond =
    goesOn: f:
    let
      below =
        path:
        mapAttrs (
          name: value:
          if isAttrs value && goesOn value then below (path ++ [ name ]) value else f (path ++ [ name ]) value
        );
    in
    below [ ];
  mapAttrsRecursive = mapAttrsRecursiveCond (_: true);
  collect =
    wanted: value:
    if wanted value then
      [ value ]
    else if isAttrs value then
      builtins.concatMap (collect wanted) (attrValues value)
    else
      [ ];

  getOutput = output: package: package.${output} or package.out or package;
  getBin = getOutput "bin";
  getLib = getOutput "lib";
  getExe' = package: program: "${getBin package}/bin/${program}";
  getExe = package: getExe' package (package.meta.mainProgram or package.pname);
}
