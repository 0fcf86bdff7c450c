{
  description = "A small nixpkgs for tests";
  outputs =
    { self }:
    let
      lib = import ./lib;
      systems = [
        "x86_64-linux"
        "aarch64-linux"
      ];
    in
    {
      lib = lib.extend (
        final: _: {
          nixosSystem =
            arguments:
            import ./nixos/lib/eval-config.nix (
              {
                lib = final;
                system = null;
              }
              // arguments
            );
        }
      );
      legacyPackages = lib.genAttrs systems (system: import ./. { inherit system; });
      nixosModules.notDetected = ./nixos/modules/installer/scan/not-detected.nix;
    };
}
