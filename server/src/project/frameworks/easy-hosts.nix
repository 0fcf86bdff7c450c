# easy-hosts: hosts by folder and by option, as a module of flake-parts.
{ lib, host, ... }:
let
  inherit (lib) mkOption types;
  list = mkOption { type = types.listOf types.raw; default = [ ]; };
  arguments = mkOption { type = types.lazyAttrsOf types.raw; default = { }; };
  shared = { modules = list; specialArgs = arguments; };
  function = mkOption { type = types.raw; default = _: { }; };

  module = { config, inputs, self, ... }:
    let
      cfg = config.easy-hosts;
      foldersIn = path: builtins.attrNames (lib.filterAttrs (_: kind: kind == "directory") (builtins.readDir path));
      # `hosts/<name>` where the folder holds a module, `hosts/<arch>-<class>/<name>` else.
      constructed = lib.optionalAttrs (cfg.autoConstruct && cfg.path != null) (builtins.listToAttrs (lib.concatMap
        (name:
          let path = cfg.path + "/${name}"; parts = lib.splitString "-" name; in
          if builtins.pathExists (path + "/default.nix") then [ (lib.nameValuePair name { inherit path; class = "nixos"; }) ]
          else map (inner: lib.nameValuePair inner { path = path + "/${inner}"; class = lib.last parts; }) (foldersIn path))
        (foldersIn cfg.path)));
      pathOf = name: settings:
        if settings.path != null then settings.path
        else constructed.${name}.path or (if cfg.path == null then null else cfg.path + "/${name}");
      make = name: settings:
        let
          path = pathOf name settings;
          class = cfg.perClass settings.class;
          tags = map cfg.perTag settings.tags;
          parts = [ cfg.shared class ] ++ tags ++ [ settings ];
          argument = {
            specialArgs = { inherit inputs self; } // lib.foldl' (all: part: all // (part.specialArgs or { })) { } parts;
            modules = lib.optional (path != null) path ++ lib.concatMap (part: part.modules or [ ]) parts
              ++ [ { networking.hostName = lib.mkDefault name; } ];
          };
        in
        if settings.class == "darwin" then host.darwinSystem argument else host.nixosSystem argument;
      ofClass = test: lib.mapAttrs make (lib.filterAttrs (_: settings: test settings.class) cfg.hosts);
    in
    {
      options.easy-hosts = {
        autoConstruct = mkOption { type = types.bool; default = false; };
        path = mkOption { type = types.nullOr types.path; default = null; };
        onlySystem = mkOption { type = types.nullOr types.str; default = null; };
        inherit shared;
        perClass = function;
        perTag = function;
        perArch = function;
        additionalClasses = mkOption { type = types.attrsOf types.str; default = { }; };
        hosts = mkOption {
          default = { };
          type = types.attrsOf (types.submodule {
            freeformType = types.lazyAttrsOf types.raw;
            options = shared // {
              arch = mkOption { type = types.str; default = "x86_64"; };
              class = mkOption { type = types.str; default = "nixos"; };
              path = mkOption { type = types.nullOr types.raw; default = null; };
              tags = mkOption { type = types.listOf types.str; default = [ ]; };
              deployable = mkOption { type = types.bool; default = false; };
            };
          });
        };
      };
      config.easy-hosts.hosts = builtins.mapAttrs (_: { class, ... }: { class = lib.mkDefault class; }) constructed;
      config.flake = {
        nixosConfigurations = ofClass (class: class != "darwin");
        darwinConfigurations = ofClass (class: class == "darwin");
      };
    };
in
{
  flakeModule = module;
  flakeModules.default = module;
}
