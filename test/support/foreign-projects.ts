// Folders of Nix that has nothing to do with a NixOS configuration.
import type { Files } from './fixture';

export interface ForeignProject {
  readonly name: string;
  readonly files: Files;
  /** The file that is typed in, at the beginning of a line. */
  readonly edited: string;
  readonly line: number;
}

const packageOf = (name: string): string => `{ lib, stdenv, fetchurl }:

stdenv.mkDerivation rec {
  pname = "${name}";
  version = "1.0";

  src = fetchurl {
    url = "https://example.org/\${pname}-\${version}.tar.gz";
    hash = "";
  };

${Array.from({ length: 40 }, (_, i) => `  passthru.part${i} = { names = [ "a" "b" ]; text = "for \${version}"; };`).join('\n')}

  meta.license = lib.licenses.mit;
}
`;

const packages = (count: number): Files =>
  new Map(Array.from({ length: count }, (_, i) => [`/pkgs/p${i}/default.nix`, packageOf(`p${i}`)]));

const FLAKE = `{
  outputs = { self, nixpkgs }: {
    packages.x86_64-linux.default = nixpkgs.legacyPackages.x86_64-linux.callPackage ./package.nix { };
  };
}
`;
const SHELL = '{ pkgs ? import <nixpkgs> { } }:\npkgs.mkShell {\n  packages = [ pkgs.hello ];\n}\n';

export const FOREIGN_PROJECTS: readonly ForeignProject[] = [
  { name: '2,000 packages', files: packages(2000), edited: '/pkgs/p7/default.nix', line: 3 },
  {
    name: 'a package of a flake',
    files: new Map([
      ['/flake.nix', FLAKE],
      ['/package.nix', packageOf('a')],
    ]),
    edited: '/package.nix',
    line: 3,
  },
  { name: 'a shell.nix', files: new Map([['/shell.nix', SHELL]]), edited: '/shell.nix', line: 2 },
];
