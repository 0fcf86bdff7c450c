// Sources from outside that configurations are built on, recognised by where they are fetched from.

/** How a source is told: by the text that says how it is fetched, and where that is not known by its usual name. */
interface Signature {
  readonly repository: RegExp;
  readonly name: RegExp;
}

const SIGNATURES = {
  nixpkgs: {
    repository:
      /(^|[/:<])nixpkgs(-channels|-weekly)?(?![\w-])|channels\.nixos\.org|nixos\.org\/channels|nixexprs\.tar|<nixos>/i,
    name: /^(nixpkgs|pkgs|nixos$|nixos-(stable|unstable|\d)|stable$|unstable$)|nixpkgs/i,
  },
  'home-manager': { repository: /(^|[/:<])home-manager(?![\w-])/i, name: /^(home-manager|hm$|home-manager-)/i },
  darwin: { repository: /(^|[/:<])nix-darwin(?![\w-])/i, name: /^(nix-)?darwin$/i },
  'flake-parts': { repository: /hercules-ci\/flake-parts\b/i, name: /^(flake-parts|parts)$/i },
  'import-tree': { repository: /\/import-tree\b/i, name: /^import-tree$/i },
  'flake-utils': { repository: /(^|[/:])flake-utils(?![\w-])/i, name: /^(flake-)?utils$/i },
  haumea: { repository: /\/haumea\b/i, name: /^haumea$/i },
  'snowfall-lib': { repository: /snowfall(org)?\/lib\b|\/snowfall-lib\b/i, name: /^snowfall(-lib)?$/i },
  blueprint: { repository: /numtide\/blueprint\b/i, name: /^blueprint$/i },
  'easy-hosts': { repository: /\/easy-hosts\b/i, name: /^easy-hosts$/i },
  'ez-configs': { repository: /\/ez-configs\b/i, name: /^ez-configs$/i },
  'nixos-unified': { repository: /\/nixos-unified\b|\/nixos-flake\b/i, name: /^nixos-(unified|flake)$/i },
  'flake-utils-plus': { repository: /\/flake-utils-plus\b/i, name: /^(flake-utils-plus|fup)$/i },
  clan: { repository: /\/clan-core\b/i, name: /^clan(-core)?$/i },
  colmena: { repository: /\/colmena\b/i, name: /^colmena$/i },
  'lite-config': { repository: /\/lite-config\b/i, name: /^lite-config$/i },
  'adios-flake': { repository: /\/adios-flake\b/i, name: /^adios-flake$/i },
  flakelight: { repository: /\/flakelight\b(?!-)/i, name: /^flakelight$/i },
  flakegen: { repository: /\/flakegen\b/i, name: /^flakegen$/i },
} as const satisfies Record<string, Signature>;

export type KnownSource = keyof typeof SIGNATURES;

const ALL = Object.keys(SIGNATURES) as KnownSource[];

/** Which known source is fetched this way. Without a description an input's name has to say it. */
export function knownSource(description: string, name: string | undefined): KnownSource | undefined {
  if (description !== '') return ALL.find((known) => SIGNATURES[known].repository.test(description));
  return name === undefined ? undefined : ALL.find((known) => SIGNATURES[known].name.test(name));
}
