// A generated flake of several hosts over a shared pool of modules, as texts by path.

export interface BigFlake {
  readonly files: ReadonlyMap<string, string>;
  readonly hosts: readonly string[];
  /** Specialisations of all hosts together. */
  readonly specialisations: number;
  /** Files with a conflict between a host's specialisation and a module of the pool. */
  readonly conflicts: readonly string[];
}

export interface BigFlakeSize {
  readonly hosts: number;
  readonly modules: number;
  /** Options that each module of the pool defines. */
  readonly optionsPerModule: number;
}

const SIZE: BigFlakeSize = { hosts: 10, modules: 100, optionsPerModule: 12 };

/**
 * A flake whose hosts come out of `mkHost` and `genAttrs`. Every host imports half of the pool and has two
 * specialisations; in each third host, `tty` collides with a module of the pool.
 */
export function bigFlake(size: Partial<BigFlakeSize> = {}, root = '/project'): BigFlake {
  const { hosts: count, modules, optionsPerModule } = { ...SIZE, ...size };
  const hosts = Array.from({ length: count }, (_, i) => `host-${i}`);
  const files = new Map([[`${root}/flake.nix`, flake(hosts)]]);
  for (let i = 0; i < modules; i++) files.set(`${root}/modules/m${i}.nix`, pooled(i, optionsPerModule));
  const conflicts: string[] = [];
  for (const [i, host] of hosts.entries()) {
    const file = `${root}/hosts/${host}/default.nix`;
    const collides = i % 3 === 0;
    files.set(file, machine(i, modules, collides));
    if (collides) conflicts.push(file);
  }
  return { files, hosts, specialisations: 2 * count, conflicts };
}

const flake = (hosts: readonly string[]): string => `{
  description = "${hosts.length} hosts";
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs, ... }@inputs:
    let
      inherit (nixpkgs) lib;
      mkHost = name: lib.nixosSystem {
        system = "x86_64-linux";
        specialArgs = { inherit inputs self; };
        modules = [ (./hosts + "/\${name}") { networking.hostName = name; } ];
      };
    in
    {
      nixosConfigurations = lib.genAttrs [ ${hosts.map((host) => `"${host}"`).join(' ')} ] mkHost;
    };
}
`;

/** A module with its own switch; the options it defines are nobody else's, but for one that all modules add to. */
function pooled(seed: number, options: number): string {
  const lines = Array.from(
    { length: options },
    (_, i) => `    ${LINES[i % LINES.length]?.replaceAll('N', `${seed}x${i}`)}`,
  );
  return `{ config, lib, pkgs, ... }:
let
  cfg = config.pool.m${seed};
in
{
  options.pool.m${seed}.enable = lib.mkEnableOption "module ${seed}" // { default = true; };
  config = lib.mkIf cfg.enable {
    environment.systemPackages = [ pkgs.tool-${seed} ];
    environment.variables.POOL_${seed} = "on";
${lines.join('\n')}
  };
}
`;
}

const LINES = [
  'environment.sessionVariables.VAR_N = "value N";',
  'systemd.services.unit-N.enable = lib.mkDefault true;',
  'users.users.user-N.description = "user N";',
  'environment.etc."file-N".text = "text of ${pkgs.hello}/bin/N";',
  'networking.hosts."10.0.0.1" = lib.mkIf config.networking.enableIPv6 [ "host-N" ];',
  'boot.kernel.sysctl."net.N" = lib.mkDefault 1;',
];

/** A host: half of the pool, starting at its own number. */
function machine(seed: number, modules: number, collides: boolean): string {
  const own = Array.from({ length: Math.ceil(modules / 2) }, (_, i) => (seed + i) % modules);
  const tty = `environment.variables.POOL_${own[0]} = ${collides ? '"off"' : 'lib.mkForce "off"'};`;
  return `{ lib, ... }:
{
  imports = [
${own.map((i) => `    ../../modules/m${i}.nix`).join('\n')}
  ];
  time.timeZone = "UTC";
  specialisation.tty.configuration = { ${tty} };
  specialisation.bare.configuration = { pool.m${own[1]}.enable = lib.mkForce false; };
}
`;
}
