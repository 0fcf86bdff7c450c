// What is known of packages although nothing of nixpkgs is read: that they are packages, and which of them differ.
import type { OpaqueValue, Value } from './values';

/** `pkgs.zsh`, of whatever nixpkgs it is; deeper names may be versions and names of programs. */
const OF_NIXPKGS = /^(?:pkgs|pkgs of \S+|\S+\.legacyPackages\.[\w-]+)\.([A-Za-z_][\w'-]*)$/;

/** Attributes of `pkgs` that are functions, sets or texts. */
const NO_PACKAGE =
  /^(config|path|system|overlays|appendOverlays|extend|types|lib|nixosTests|formats|testers|stdenv|hostPlatform|buildPlatform|targetPlatform|targetPackages|emptyFile|emptyDirectory|pkgs\w*|call\w+|fetch\w+|write\w+|make\w*|mk\w+|run\w+|build\w+|\w+Packages(_\w+)?|\w+Plugins|\w+Scripts|with\w+|override\w*|new\w+)$/;

/** Shells: none of them is another name of another one. */
const SHELLS: ReadonlySet<string> = new Set(
  'bash bashInteractive dash elvish fish ion ksh mksh murex nushell oils-for-unix oksh powershell rc tcsh xonsh yash zsh'.split(
    ' ',
  ),
);

function nameOf({ identity, trait }: OpaqueValue): string | undefined {
  // What a call gives has none, and saying what it is called with would look at that.
  const name = trait === 'package' && typeof identity === 'string' ? OF_NIXPKGS.exec(identity)?.[1] : undefined;
  return name === undefined || NO_PACKAGE.test(name) ? undefined : name;
}

/** Whether something that is not read is certainly a derivation, so far as its name tells. */
export const isPackage = (value: Value): boolean => value.kind === 'opaque' && nameOf(value) !== undefined;

/** Whether two packages certainly differ: of most, one name may stand for the other. */
export function areDistinct(a: OpaqueValue, b: OpaqueValue): boolean {
  const [one, other] = [nameOf(a), nameOf(b)];
  return one !== other && one !== undefined && other !== undefined && SHELLS.has(one) && SHELLS.has(other);
}
