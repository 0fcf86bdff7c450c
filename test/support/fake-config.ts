// Configurations for tests of running: two hosts of a flake, of which one has specialisations.

/** The fixture of a flake with the hosts laptop (work, play, clash) and server, to be put into a folder. */
export const RUN_FLAKE = `#- /flake.nix
{
  inputs.nixpkgs.url = "nixpkgs";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./laptop.nix ]; };
    nixosConfigurations.server = nixpkgs.lib.nixosSystem { modules = [ { networking.hostName = "server"; } ]; };
  };
}
#- /laptop.nix
{ pkgs, lib, ... }: {
  networking.hostName = "laptop";
  services.openssh.enable = true;
  specialisation.work.configuration = { services.printing.enable = true; };
  specialisation.play.configuration = { boot.kernelPackages = lib.mkForce pkgs.linuxPackages_latest; };
}
`;

/** The same with a specialisation that certainly conflicts with its base. */
export const CLASHING_FLAKE = RUN_FLAKE.replace(
  '  specialisation.work',
  '  specialisation.clash.configuration = { services.openssh.enable = false; };\n  specialisation.work',
);

/** The same with a home that has the specialisation dark. */
export const HOME_FLAKE = RUN_FLAKE.replace(
  '  };\n}\n#- /laptop.nix',
  `    homeConfigurations."me@laptop" = home-manager.lib.homeManagerConfiguration {
      modules = [ { home.username = "me"; specialisation.dark.configuration = { }; } ];
    };
  };
}
#- /laptop.nix`,
).replace('{ nixpkgs, ... }', '{ nixpkgs, home-manager, ... }');
