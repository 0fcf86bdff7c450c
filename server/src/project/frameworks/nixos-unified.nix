# nixos-unified: configurations/{nixos,darwin,home}/ and modules/{nixos,home}/ by folder, as a module of flake-parts, and its functions.
{ lib, host, ... }:
let
  inherit (lib) mkOption types;
  entriesOf = path:
    if !(builtins.pathExists path) then { }
    else
      lib.mapAttrs' (name: _: lib.nameValuePair (lib.removeSuffix ".nix" name) (path + "/${name}"))
        (lib.filterAttrs (name: kind: if kind == "directory" then builtins.pathExists (path + "/${name}/default.nix") else lib.hasSuffix ".nix" name) (builtins.readDir path));

  # Modules of folders inside have the folder in their name: hardware/efi.nix is hardware-efi.
  modulesBelow = path: prefix:
    if !(builtins.pathExists path) then { }
    else
      lib.concatMapAttrs
        (name: kind:
          let inner = path + "/${name}"; own = prefix + lib.removeSuffix ".nix" name; in
          if kind == "directory" then
            lib.optionalAttrs (builtins.pathExists (inner + "/default.nix")) { ${own} = inner; }
            // builtins.removeAttrs (modulesBelow inner "${own}-") [ "${own}-default" ]
          else lib.optionalAttrs (lib.hasSuffix ".nix" name) { ${own} = inner; })
        (builtins.readDir path);

  functions = { inputs, self, config }:
    let
      specialArgs = { flake = { inherit self inputs config; }; };
      homeModule = home-manager: lib.optionals home-manager [
        (inputs.home-manager.nixosModules.home-manager or { })
        { home-manager.extraSpecialArgs = specialArgs; }
      ];
    in
    {
      mkLinuxSystem = { home-manager ? false }: module: host.nixosSystem { inherit specialArgs; modules = [ module ] ++ homeModule home-manager; };
      mkMacosSystem = { home-manager ? false }: module: host.darwinSystem { inherit specialArgs; modules = [ module ]; };
      mkHomeConfiguration = pkgs: module: host.homeManagerConfiguration { inherit pkgs; extraSpecialArgs = specialArgs; modules = [ module ]; };
      inherit specialArgs;
    };

  base = { inputs, self, config, ... }: { config.flake.nixos-unified.lib = functions { inherit inputs self config; }; };
  autoWire = { inputs, self, config, ... }:
    let
      make = functions { inherit inputs self config; };
      root = /. + toString self;
      modules = path: modulesBelow (root + "/modules/${path}") "";
    in
    {
      config.flake = {
        nixosConfigurations = builtins.mapAttrs (_: make.mkLinuxSystem { home-manager = true; }) (entriesOf (root + "/configurations/nixos"));
        darwinConfigurations = builtins.mapAttrs (_: make.mkMacosSystem { home-manager = true; }) (entriesOf (root + "/configurations/darwin"));
        homeConfigurations = builtins.mapAttrs (_: make.mkHomeConfiguration (host.packagesOf "pkgs")) (entriesOf (root + "/configurations/home"));
        nixosModules = modules "nixos";
        homeModules = modules "home";
        darwinModules = modules "darwin";
      };
    };
in
{
  flakeModule = base;
  flakeModules = { default = base; inherit autoWire; };
  lib.mkFlake = { inputs, root, systems ? [ ], specialArgs ? { } }:
    let
      parts = if inputs ? flake-parts then inputs.flake-parts else host.opaque "flake-parts";
      folder = lib.findFirst builtins.pathExists null
        (map (name: root + "/${name}") [ "nix/modules/flake" "modules/flake" "nix/modules/flake-parts" "modules/flake-parts" ]);
    in
    parts.lib.mkFlake { inherit inputs specialArgs; } {
      inherit systems;
      _module.args = { inherit root; };
      imports = lib.optionals (folder != null) (map (name: folder + "/${name}") (builtins.attrNames (builtins.readDir folder)));
    };
}
