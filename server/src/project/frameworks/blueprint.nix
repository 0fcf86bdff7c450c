# blueprint: hosts/<name>/configuration.nix, modules/{nixos,home}/, users in hosts/<name>/users/.
{ lib, host, ... }:
let
  foldersOf = path: if !(builtins.pathExists path) then [ ] else builtins.attrNames (lib.filterAttrs (_: kind: kind == "directory") (builtins.readDir path));
  modulesIn = path:
    if !(builtins.pathExists path) then { }
    else
      lib.mapAttrs' (name: _: lib.nameValuePair (lib.removeSuffix ".nix" name) (path + "/${name}"))
        (lib.filterAttrs (name: kind: kind == "directory" || lib.hasSuffix ".nix" name) (builtins.readDir path));

  # A module may stand in a function of `flake` and `inputs`, which is called where the flake gives it away.
  published = path: args:
    let
      module = import path;
      names = builtins.attrNames (builtins.functionArgs module);
      isWrapped = builtins.isFunction module && names != [ ] && builtins.all (name: builtins.hasAttr name args) names;
    in
    if isWrapped then lib.setDefaultModuleLocation path (module args) else path;

  flakeOf = { inputs, prefix ? null, ... }:
    let
      flake = inputs.self;
      source = /. + toString flake;
      root = if prefix == null then source else if builtins.isPath prefix then prefix else source + "/${prefix}";
      arguments = name: {
        inherit inputs flake;
        hostName = name;
        perSystem = builtins.mapAttrs (_: input: host.perSystem input "x86_64-linux") inputs;
      };
      usersOf = name:
        let path = root + "/hosts/${name}/users"; in
        lib.mapAttrs
          (_: user: if builtins.pathExists (user + "/home-configuration.nix") then user + "/home-configuration.nix" else user)
          (modulesIn path);
      homeModule = name:
        lib.optionals (usersOf name != { }) [
          (inputs.home-manager.nixosModules.default or { })
          {
            home-manager.extraSpecialArgs = arguments name;
            home-manager.users = builtins.mapAttrs (_: path: { imports = [ path ]; }) (usersOf name);
          }
        ];
      has = name: file: builtins.pathExists (root + "/hosts/${name}/${file}");
      build = name:
        if has name "default.nix" then
          let made = import (root + "/hosts/${name}") { inherit flake inputs; hostName = name; }; in made.value
        else if has name "darwin-configuration.nix" then
          host.darwinSystem { specialArgs = arguments name; modules = [ (root + "/hosts/${name}/darwin-configuration.nix") ]; }
        else
          host.nixosSystem {
            specialArgs = arguments name;
            modules = [ (root + "/hosts/${name}/configuration.nix") { networking.hostName = lib.mkDefault name; } ] ++ homeModule name;
          };
      publishedIn = kind: builtins.mapAttrs (_: path: published path { inherit flake inputs; }) (modulesIn (root + "/modules/${kind}"));
      names = foldersOf (root + "/hosts");
      isNixos = name: has name "configuration.nix" || (has name "default.nix" && !(has name "darwin-configuration.nix"));
      homes = lib.concatMap (name: lib.mapAttrsToList (user: path: lib.nameValuePair "${user}@${name}" (host.homeManagerConfiguration {
        extraSpecialArgs = arguments name;
        modules = [ path ];
      })) (usersOf name)) names;
    in
    {
      nixosConfigurations = lib.genAttrs (builtins.filter isNixos names) build;
      darwinConfigurations = lib.genAttrs (builtins.filter (name: has name "darwin-configuration.nix") names) build;
      homeConfigurations = builtins.listToAttrs homes;
      nixosModules = publishedIn "nixos";
      homeModules = publishedIn "home";
      modules.nixos = publishedIn "nixos";
      modules.home = publishedIn "home";
      modules.common = publishedIn "common";
      lib = if builtins.pathExists (root + "/lib/default.nix") then import (root + "/lib") { inherit flake inputs; } else { };
    };
in
{
  __functor = _: flakeOf;
}
