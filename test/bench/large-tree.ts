// A tree the size of nixpkgs on disk: packages, one file that names them all, modules, and one configuration.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configuration } from './generate';

const PACKAGE = (name: string): string => `{ lib, stdenv, fetchurl, pkg-config, zlib }:

stdenv.mkDerivation (finalAttrs: {
  pname = "${name}";
  version = "1.2.3";
  src = fetchurl {
    url = "https://example.org/releases/${name}-\${finalAttrs.version}.tar.gz";
    hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  };
  patches = [ ./fix-build.patch ];
  nativeBuildInputs = [ pkg-config ];
  buildInputs = [ zlib ];
  meta = {
    description = "Package ${name}";
    homepage = "https://example.org/${name}";
    license = lib.licenses.mit;
    platforms = lib.platforms.unix;
  };
})
`;

const MODULE = (name: string): string => `{ config, lib, pkgs, ... }:
let
  cfg = config.services.${name};
in
{
  options.services.${name}.enable = lib.mkEnableOption "${name}";
  config = lib.mkIf cfg.enable {
    systemd.services.${name} = { wantedBy = [ "multi-user.target" ]; serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello"; };
  };
}
`;

/** The configuration to edit, below the folder. */
export const EDITED = '/machines/desk/configuration.nix';

export const editedText = configuration(200).replace(
  '{\n  environment',
  '{\n  imports = [ ../../nixos/modules/m1.nix ../../nixos/modules/m2.nix ];\n  environment',
);

/** Writes `count` Nix files below `folder`. */
export function writeLargeTree(folder: string, count: number): void {
  const made = new Set<string>();
  const write = (path: string, text: string): void => {
    const file = join(folder, path);
    const parent = dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, text);
  };
  const modules = Math.floor(count / 20);
  const packages = count - modules - 3;
  const names = Array.from({ length: packages }, (_, i) => `p${i}`);
  for (const [i, name] of names.entries()) write(`pkgs/${i % 300}/${name}/default.nix`, PACKAGE(name));
  for (let i = 0; i < modules; i++) write(`nixos/modules/m${i}.nix`, MODULE(`service-${i}`));
  write(
    'pkgs/top-level.nix',
    `{ callPackage }: {\n${names.map((name, i) => `  ${name} = callPackage ./${i % 300}/${name} { };\n`).join('')}}\n`,
  );
  write(
    'nixos/modules/module-list.nix',
    `[\n${Array.from({ length: modules }, (_, i) => `  ./m${i}.nix\n`).join('')}]\n`,
  );
  write(EDITED, editedText);
}
