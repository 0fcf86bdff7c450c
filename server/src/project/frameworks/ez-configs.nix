# ez-configs: hosts, modules and users by folder, as a module of flake-parts.
{ lib, host, ... }:
let
  inherit (lib) mkOption types;
  # `<name>.nix`, and folders with a default.nix; a file beside the folder of that name is the one module there is.
  entriesOf = directory:
    if directory == null then { }
    else if builtins.pathExists "${directory}.nix" then { default = "${directory}.nix"; }
    else if !(builtins.pathExists directory) then { }
    else
      lib.concatMapAttrs
        (entry: kind:
          if kind == "regular" && lib.hasSuffix ".nix" entry then { ${lib.removeSuffix ".nix" entry} = directory + "/${entry}"; }
          else lib.optionalAttrs (kind == "directory" && builtins.pathExists (directory + "/${entry}/default.nix")) { ${entry} = directory + "/${entry}"; })
        (builtins.readDir directory);
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
          nameFunction = mkOption { type = types.nullOr types.raw; default = null; };
          passInOsConfig = mkOption { type = types.bool; default = true; };
          standalone = {
            enable = mkOption { type = types.bool; default = false; };
            pkgs = mkOption { type = types.raw; default = host.packagesOf "pkgs"; };
          };
        };
      }));
    };
  };

  module = { config, inputs, ... }:
    let
      cfg = config.ezConfigs;
      argumentsFor = part: cfg.globalArgs // part.specialArgs // part.extraSpecialArgs // { ezModules = modulesOf part; };
      modulesOf = part: entriesOf part.modulesDirectory;
      homes = entriesOf cfg.home.configurationsDirectory;
      settingsOf = set: name: { importDefault = true; userHomeModules = [ ]; nameFunction = null; standalone.enable = false; } // (set.${name} or { });
      # The modules of a user: those named `default` and `linux` are everybody's.
      userModules = class: user:
        let modules = modulesOf cfg.home; in
        [ (homes.${user} or { }) ] ++ lib.optionals (settingsOf cfg.home.users user).importDefault [ (modules.default or { }) (modules.${class} or { }) ];
      # The users of a host: names of home configurations, each for the user of that name or for another one.
      usersOf = settings:
        if builtins.isList settings.userHomeModules then lib.genAttrs settings.userHomeModules (user: user) else settings.userHomeModules;
      homeModule = settings:
        let users = usersOf settings; in
        lib.optionals (users != { }) [
          (inputs.home-manager.nixosModules.home-manager or { })
          {
            home-manager.extraSpecialArgs = argumentsFor cfg.home;
            home-manager.users = builtins.mapAttrs (_: name: { imports = userModules "linux" name; }) users;
          }
        ];
      hostsOf = make: part: builtins.mapAttrs
        (name: path:
          let settings = settingsOf part.hosts name; in
          make {
            specialArgs = argumentsFor part;
            modules = [ path { networking.hostName = lib.mkDefault name; } ]
              ++ lib.optional settings.importDefault ((modulesOf part).default or { }) ++ homeModule settings;
          })
        (entriesOf part.configurationsDirectory);
      nixos = hostsOf host.nixosSystem cfg.nixos;
      darwin = hostsOf host.darwinSystem cfg.darwin;
      # A user alone, or once for every host.
      homesOf = user:
        let
          settings = settingsOf cfg.home.users user;
          make = class: more: host.homeManagerConfiguration { extraSpecialArgs = argumentsFor cfg.home // more; modules = userModules class user; };
          nameOn = if settings.nameFunction == null then (name: "${user}@${name}") else settings.nameFunction;
          on = class: lib.mapAttrs' (name: system: lib.nameValuePair (nameOn name) (make class { osConfig = system.config; }));
        in
        if settings.standalone.enable then { ${user} = make "linux" { osConfig = { }; }; } else on "linux" nixos // on "darwin" darwin;
      home = lib.concatMapAttrs (user: _: homesOf user) homes;
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
