# ez-configs: hosts, modules and users by folder, as a module of flake-parts.
{ lib, host, ... }:
let
  inherit (lib) mkOption types;
  entriesOf = directory:
    if directory == null || !(builtins.pathExists directory) then { }
    else
      lib.mapAttrs'
        (name: kind: lib.nameValuePair (lib.removeSuffix ".nix" name) (directory + "/${name}"))
        (lib.filterAttrs (name: kind: if kind == "directory" then builtins.pathExists (directory + "/${name}/default.nix") else lib.hasSuffix ".nix" name)
          (builtins.readDir directory));
  directory = path: mkOption { type = types.nullOr types.path; default = path; };
  extra = mkOption { type = types.attrsOf types.anything; default = { }; };

  systemOptions = cfg: kind: folder: {
    configurationsDirectory = directory (if cfg.root == null then null else cfg.root + "/${folder}-configurations");
    modulesDirectory = directory (if cfg.root == null then null else cfg.root + "/${folder}-modules");
    configurationEntryPoint = mkOption { type = types.str; default = "default.nix"; };
    moduleEntryPoint = mkOption { type = types.str; default = "default.nix"; };
    specialArgs = extra;
    extraSpecialArgs = extra;
    earlyModuleArgs = extra;
    ${kind} = mkOption {
      default = { };
      type = types.attrsOf (types.submodule ({ name, ... }: {
        freeformType = types.attrsOf types.anything;
        options = {
          importDefault = mkOption { type = types.bool; default = true; };
          userHomeModules = mkOption { type = types.either (types.listOf types.str) (types.attrsOf types.str); default = [ ]; };
          arch = mkOption { type = types.str; default = "x86_64"; };
          nameFunction = mkOption { type = types.nullOr types.raw; default = null; };
          standalone = mkOption { type = types.attrsOf types.anything; default = { }; };
        };
      }));
    };
  };

  module = { config, inputs, ... }:
    let
      cfg = config.ezConfigs;
      argumentsFor = part: cfg.globalArgs // part.specialArgs // part.extraSpecialArgs;
      modulesOf = part: entriesOf part.modulesDirectory;
      homes = entriesOf cfg.home.configurationsDirectory;
      defaultOf = modules: lib.optional (modules ? default) modules.default;
      # The users of a host: names of home configurations, each for the user of that name or for another one.
      usersOf = settings:
        if builtins.isList settings.userHomeModules then lib.genAttrs settings.userHomeModules (user: user) else settings.userHomeModules;
      homeModule = settings:
        let users = usersOf settings; in
        lib.optionals (users != { }) [
          (inputs.home-manager.nixosModules.home-manager or { })
          {
            home-manager.extraSpecialArgs = argumentsFor cfg.home;
            home-manager.sharedModules = defaultOf (modulesOf cfg.home);
            home-manager.users = builtins.mapAttrs (_: name: { imports = [ homes.${name} ]; }) users;
          }
        ];
      settingsOf = set: name: set.${name} or { importDefault = true; userHomeModules = [ ]; };
      nixos = builtins.mapAttrs
        (name: path:
          let settings = settingsOf cfg.nixos.hosts name; in
          host.nixosSystem {
            specialArgs = argumentsFor cfg.nixos;
            modules = [ path { networking.hostName = lib.mkDefault name; } ]
              ++ lib.optionals settings.importDefault (defaultOf (modulesOf cfg.nixos)) ++ homeModule settings;
          })
        (entriesOf cfg.nixos.configurationsDirectory);
      darwin = builtins.mapAttrs
        (name: path: host.darwinSystem { specialArgs = argumentsFor cfg.darwin; modules = [ path ]; })
        (entriesOf cfg.darwin.configurationsDirectory);
      home = builtins.mapAttrs
        (name: path: host.homeManagerConfiguration {
          extraSpecialArgs = argumentsFor cfg.home;
          modules = [ path ] ++ defaultOf (modulesOf cfg.home);
        })
        homes;
    in
    {
      options.ezConfigs = {
        root = mkOption { type = types.nullOr types.path; default = null; };
        globalArgs = extra;
        earlyModuleArgs = extra;
        nixos = systemOptions cfg "hosts" "nixos";
        darwin = systemOptions cfg "hosts" "darwin";
        home = systemOptions cfg "users" "home";
      };
      config.flake = {
        nixosConfigurations = nixos;
        darwinConfigurations = darwin;
        homeConfigurations = home;
        nixosModules = modulesOf cfg.nixos;
        darwinModules = modulesOf cfg.darwin;
        homeModules = modulesOf cfg.home;
      };
    };
in
{
  flakeModule = module;
  flakeModules = { default = module; ezConfigs = module; };
}
