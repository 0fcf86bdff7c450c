// Modules from outside that define nothing a configuration would meet: importing them leaves the rest of
// a system as certain as before.
import { normalise } from '../eval/paths';
import type { OpaqueValue, PartialString, Value } from '../eval/values';

/**
 * Below `modulesPath`. Read in nixpkgs: none of them overrides what a configuration says.
 * - installer/scan/not-detected.nix: hardware.enableRedistributableFirmware = mkDefault true
 * - misc/nixpkgs/read-only.nix: declares nixpkgs.* anew, to be given as a whole
 * - profiles/qemu-guest.nix: boot.initrd.availableKernelModules, boot.initrd.kernelModules
 * - profiles/minimal.nix, perlless.nix, hardened.nix: mkDefault values, lists
 * - profiles/headless.nix: boot.kernelParams, systemd.enableEmergencyMode,
 * boot.loader.grub.splashImage, mkDefault values
 */
const BELOW_MODULES_PATH: ReadonlySet<string> = new Set([
  '/installer/scan/not-detected.nix',
  '/misc/nixpkgs/read-only.nix',
  '/profiles/hardened.nix',
  '/profiles/headless.nix',
  '/profiles/minimal.nix',
  '/profiles/perlless.nix',
  '/profiles/qemu-guest.nix',
]);

/** The flake's names for two of them, and what stands for those. */
export const OF_NIXPKGS: ReadonlyMap<string, string> = new Map([
  ['notDetected', '/installer/scan/not-detected.nix'],
  ['readOnlyPkgs', '/misc/nixpkgs/read-only.nix'],
]);

/**
 * Home Manager's NixOS module declares `home-manager.*` and defines per-user services only
 * (home-manager nixos/common.nix).
 */
const HOME_MANAGER = /(^|\.)inputs\.home-manager\.nixosModules?(\.(home-manager|default))?$/;

/**
 * Whether an import is one of the modules known to define nothing of interest. A path that is known is read instead.
 */
export function isHarmlessModule(value: Value): boolean {
  switch (value.kind) {
    case 'opaque':
      return HOME_MANAGER.test(value.path) || isBelowModulesPath(value.path);
    case 'unknown':
      return (
        value.code === 'search-path' &&
        (value.detail === '<home-manager/nixos>' || isBelowModulesPath(value.detail.slice(1, -1)))
      );
    case 'partial-string':
      return isBelowModulesPath(textOf(value));
    default:
      return false;
  }
}

const ROOT = '/nixos/modules';

/** Whatever nixpkgs lies in, its own modules are told by the end of their path. */
function isBelowModulesPath(path: string): boolean {
  const at = path.lastIndexOf(`${ROOT}/`);
  return at >= 0 && BELOW_MODULES_PATH.has(normalise(path.slice(at + ROOT.length)));
}

function textOf({ pieces }: PartialString): string {
  const named = (piece: OpaqueValue): string => (piece.path === 'modulesPath' ? ROOT : '');
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : piece.kind === 'opaque' ? named(piece) : ''))
    .join('');
}
