// Modules from outside that define nothing a configuration would meet: importing them leaves the rest of a system as certain as before.
import type { Value } from '../eval/values';

/**
 * Below `modulesPath`. Read in nixpkgs: each sets only mkDefault values or adds to lists.
 * - installer/scan/not-detected.nix: hardware.enableRedistributableFirmware = mkDefault true
 * - profiles/qemu-guest.nix: boot.initrd.availableKernelModules, boot.initrd.kernelModules
 */
const BELOW_MODULES_PATH: ReadonlySet<string> = new Set(['/installer/scan/not-detected.nix', '/profiles/qemu-guest.nix']);

/** Home Manager's NixOS module declares `home-manager.*` and defines per-user services only (home-manager nixos/common.nix). */
const OPAQUE_MODULES = /^inputs\.home-manager\.nixosModules?(\.(home-manager|default))?$/;

/** Whether an import is one of the modules known to define nothing of interest. */
export function isHarmlessModule(value: Value): boolean {
  if (value.kind === 'opaque') return OPAQUE_MODULES.test(value.path);
  if (value.kind !== 'partial-string') return false;
  const [base, rest] = value.pieces;
  return (
    value.pieces.length === 2 &&
    typeof base === 'object' &&
    base.kind === 'opaque' &&
    base.path === 'modulesPath' &&
    typeof rest === 'string' &&
    BELOW_MODULES_PATH.has(rest)
  );
}
