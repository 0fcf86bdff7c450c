# snowfall-lib: everything by folder. systems/<architecture>/<name>, modules/{nixos,home}/<name>, homes/<architecture>/<user[@host]>, lib/.
{ lib, host, ... }:
let
  foldersWithDefault = path:
    if !(builtins.pathExists path) then [ ]
    else builtins.filter (name: builtins.pathExists (path + "/${name}/default.nix"))
      (builtins.attrNames (lib.filterAttrs (_: kind: kind == "directory") (builtins.readDir path)));
  # Folders with a module, at any depth.
  modulesBelow = path:
    if !(builtins.pathExists path) then [ ]
    else
      lib.concatLists (lib.mapAttrsToList
        (name: kind:
          if kind != "directory" then [ ]
          else lib.optional (builtins.pathExists (path + "/${name}/default.nix")) (path + "/${name}") ++ modulesBelow (path + "/${name}"))
        (builtins.readDir path));
  foldersOf = path: if !(builtins.pathExists path) then [ ] else builtins.attrNames (lib.filterAttrs (_: kind: kind == "directory") (builtins.readDir path));
  nameBelow = root: path: lib.removePrefix "${toString root}/" (toString path);
  isLinux = lib.hasSuffix "-linux";

  make = { inputs, src, snowfall ? { }, ... }:
    let
      given = snowfall.root or src;
      root = if builtins.isPath given then given else "${given}";
      namespace = snowfall.namespace or "internal";
      parts = map
        (path: host.callWith (import path) { inherit inputs namespace; lib = fullLib; snowfall-inputs = inputs; })
        (lib.optional (builtins.pathExists (root + "/lib/default.nix")) (root + "/lib") ++ modulesBelow (root + "/lib"));
      known = lib.foldl' (all: part: lib.recursiveUpdate all (host.knownSet part)) { } parts;
      # A part of it that cannot be evaluated hides what it has, and nothing else.
      own = if lib.all host.isClosedSet parts then known else host.opaque "lib.${namespace}" // known;
      fullLib = lib // { ${namespace} = own; snowfall = host.opaque "lib.snowfall"; mkFlake = flakeOf; };

      flakeOf = options:
        let
          systems = options.systems or { };
          homes = options.homes or { };
          argumentsFor = name: system: {
            inherit inputs namespace system;
            lib = fullLib;
            target = system;
            host = name;
            systems = host.opaque "systems";
            format = "linux";
            virtual = false;
          };
          nixosModules = modulesBelow (root + "/modules/nixos");
          homeModules = modulesBelow (root + "/modules/home");

          # Homes: `ann@laptop` is for that host, `ann` for every host of its architecture.
          homeFolders = lib.concatMap
            (system: map (name: { inherit system name; path = root + "/homes/${system}/${name}"; }) (foldersWithDefault (root + "/homes/${system}")))
            (foldersOf (root + "/homes"));
          partsOf = name: lib.splitString "@" name;
          homesOf = hostName: system: builtins.filter
            (home: let parts = partsOf home.name; in if builtins.length parts > 1 then lib.last parts == hostName else home.system == system)
            homeFolders;
          homeSettings = name: homes.users.${name} or { };
          homeModulesOf = home: [ home.path ] ++ homeModules ++ (homes.modules or [ ]) ++ ((homeSettings home.name).modules or [ ]);

          systemsIn = system: map (name: lib.nameValuePair name { inherit system; path = root + "/systems/${system}/${name}"; })
            (foldersWithDefault (root + "/systems/${system}"));
          allSystems = builtins.listToAttrs (lib.concatMap systemsIn (foldersOf (root + "/systems")));
          build = name: { system, path }:
            let
              settings = systems.hosts.${name} or { };
              arguments = argumentsFor name system // (systems.specialArgs or { }) // (settings.specialArgs or { });
              users = homesOf name system;
              hasHomes = inputs ? home-manager && users != [ ];
              argument = {
                inherit system;
                specialArgs = arguments;
                modules = [ path { networking.hostName = lib.mkDefault name; } ] ++ nixosModules
                  ++ (systems.modules.nixos or [ ]) ++ (settings.modules or [ ])
                  ++ lib.optionals hasHomes [
                  (inputs.home-manager.nixosModules.home-manager or { })
                  {
                    home-manager.extraSpecialArgs = arguments;
                    home-manager.users = builtins.listToAttrs (map (home: lib.nameValuePair (lib.head (partsOf home.name)) { imports = homeModulesOf home; }) users);
                  }
                ];
              };
            in
            if isLinux system then host.nixosSystem argument else host.darwinSystem argument;
          made = lib.mapAttrs build allSystems;
          named = path: builtins.listToAttrs (map (module: lib.nameValuePair (nameBelow path module) (import module)) (modulesBelow path));
        in
        builtins.removeAttrs options [ "systems" "homes" "overlays" "outputs-builder" "channels-config" "alias" "package-namespace" "overlay-package-namespace" "snowfall" ]
        // {
          nixosConfigurations = lib.filterAttrs (name: _: lib.hasSuffix "linux" allSystems.${name}.system) made;
          darwinConfigurations = lib.filterAttrs (name: _: lib.hasSuffix "darwin" allSystems.${name}.system) made;
          homeConfigurations = builtins.listToAttrs (map
            (home: lib.nameValuePair home.name (host.homeManagerConfiguration {
              modules = homeModulesOf home;
              extraSpecialArgs = argumentsFor home.name home.system;
            }))
            homeFolders);
          nixosModules = named (root + "/modules/nixos");
          homeModules = named (root + "/modules/home");
          lib = fullLib;
        };
    in
    fullLib;
in
{
  mkLib = make;
  mkFlake = { inputs, src, ... }@options: (make options).mkFlake (builtins.removeAttrs options [ "inputs" "src" ]);
}
