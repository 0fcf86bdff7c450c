{
  description = "A small Home Manager for tests";
  outputs =
    { self }:
    {
      nixosModules.home-manager = ./nixos;
      lib.homeManagerConfiguration =
        { pkgs, modules, ... }:
        import ./modules {
          inherit pkgs;
          configuration = { imports = modules; };
        };
    };
}
