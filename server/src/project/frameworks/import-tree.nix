# import-tree: a folder's Nix files as one module. Files and folders whose name starts with an underscore are left out.
{ lib, host, ... }:
let
  isModuleArguments = value: builtins.isAttrs value && value ? options && value ? config;
  isPathLike = value: builtins.isPath value || builtins.isString value || (builtins.isAttrs value && value ? outPath);

  # Texts of files below a folder, each with how it is seen from that folder: "/a/b.nix".
  below = root: folder:
    lib.concatLists (lib.mapAttrsToList
      (name: kind:
        let seen = "${folder}/${name}"; in
        if kind == "directory" then below root seen else [ { inherit seen; path = root + seen; } ])
      (builtins.readDir (root + folder)));
  rootOf = value: if builtins.isAttrs value then /. + builtins.toString value else if builtins.isString value then /. + value else value;
  filesOf = accepts: value:
    if builtins.isList value then lib.concatMap (filesOf accepts) value
    else if !(isPathLike value) then (if builtins.isAttrs value && value ? __treeOf then filesOf accepts value.__treeOf else [ value ])
    else
      let root = rootOf value; in
      if builtins.readFileType root == "directory"
      then map ({ path, ... }: path) (builtins.filter ({ seen, ... }: accepts seen) (below root ""))
      else [ root ];

  isPlain = seen: lib.hasSuffix ".nix" seen && !(lib.hasInfix "/_" seen);
  matches = pattern: seen: builtins.match pattern seen != null || lib.any (part: builtins.isList part) (builtins.split pattern seen);

  make = state:
    let
      files = extra: map state.each (filesOf (seen: state.base seen && state.accepts seen) (state.paths ++ extra));
      filter = test: make (state // { accepts = seen: state.accepts seen && test seen; });
      self = {
        inherit filter;
        filterNot = test: filter (seen: !(test seen));
        match = pattern: filter (matches pattern);
        matchNot = pattern: filter (seen: !(matches pattern seen));
        map = f: make (state // { each = value: f (state.each value); });
        initFilter = test: make (state // { base = test; });
        addPath = path: make (state // { paths = state.paths ++ [ path ]; });
        withLib = _: self;
        addAPI = api: self // builtins.mapAttrs (_: f: f self) api;
        pipeTo = f: make (state // { result = f; });
        leafs = make (state // { result = found: found; });
        leaves = self.leafs;
        files = files [ ];
        result = state.result (files [ ]);
        new = fresh;
        __functor = _: argument:
          if isModuleArguments argument then { imports = files [ ]; } else state.result (files [ argument ]);
      };
    in
    self;

  fresh = make {
    paths = [ ];
    base = isPlain;
    accepts = _: true;
    each = value: value;
    result = found: { imports = found; };
  };
in
fresh // { __files."" = fresh; }
