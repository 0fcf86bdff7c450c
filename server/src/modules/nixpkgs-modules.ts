// Modules from outside that define nothing a configuration would meet: importing them leaves the rest of
// a system as certain as before.
import type { Value } from '../eval/values';

/**
 * Below `modulesPath`. Read in nixpkgs: each sets only mkDefault values or adds to lists.
 * - installer/scan/not-detected.nix: hardware.enableRedistributableFirmware = mkDefault true
 * - profiles/qemu-guest.nix: boot.initrd.availableKernelModules, boot.initrd.kernelModules
 */
const BELOW_MODULES_PATH: ReadonlySet<string> = new Set([
  '/installer/scan/not-detected.nix',
  '/profiles/qemu-guest.nix',
]);

/**
 * Home Manager's NixOS module declares `home-manager.*` and defines per-user services only
 * (home-manager nixos/common.nix).
 */
const HOME_MANAGER = /(^|\.)inputs\.home-manager\.nixosModules?(\.(home-manager|default))?$/;

/** The same by channel. */
const BY_CHANNEL: ReadonlySet<string> = new Set([
  '<home-manager/nixos>',
  ...[...BELOW_MODULES_PATH].map((path) => `<nixpkgs/nixos/modules${path}>`),
]);

/** Whether an import is one of the modules known to define nothing of interest. */
export function isHarmlessModule(value: Value): boolean {
  switch (value.kind) {
    case 'opaque':
      return HOME_MANAGER.test(value.path);
    case 'unknown':
      return value.code === 'search-path' && BY_CHANNEL.has(value.detail);
    case 'partial-string': {
      const [base, rest] = value.pieces;
      const isBelow = typeof base === 'object' && base.kind === 'opaque' && base.path === 'modulesPath';
      return isBelow && value.pieces.length === 2 && typeof rest === 'string' && BELOW_MODULES_PATH.has(rest);
    }
    default:
      return false;
  }
}
