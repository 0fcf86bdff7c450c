// The options that NixOS and Home Manager fill in themselves, whatever a configuration says.
import { EMPTY_ATTRS, type Slot, string, TRUE } from '../eval/values';
import type { Definition } from './definition';
import { systemDefinition } from './merge/definitions';
import type { SystemKind } from './system-options';

/** What every specialisation gets, by force. */
interface Fixed {
  readonly path: readonly string[];
  readonly value: Slot;
  /** People set it all the same. The others tell a specialisation from a base, and have rules of their own. */
  readonly isSetting: boolean;
}

/** no-clone.nix, and the same in Home Manager. */
const FIXED: Readonly<Record<SystemKind, readonly Fixed[]>> = {
  nixos: [
    { path: ['specialisation'], value: EMPTY_ATTRS, isSetting: false },
    { path: ['isSpecialisation'], value: TRUE, isSetting: false },
    { path: ['boot', 'loader', 'grub', 'device'], value: string('nodev'), isSetting: true },
  ],
  'home-manager': [{ path: ['specialisation'], value: EMPTY_ATTRS, isSetting: false }],
};

const definitionsOf = (kind: SystemKind): ReadonlyMap<string, Definition> =>
  new Map(FIXED[kind].map(({ path, value }) => [path.join('.'), systemDefinition(value, 0)]));

/** The definitions that every specialisation has of itself, by option. */
export const FIXED_IN_SPECIALISATIONS: Readonly<Record<SystemKind, ReadonlyMap<string, Definition>>> = {
  nixos: definitionsOf('nixos'),
  'home-manager': definitionsOf('home-manager'),
};

/** The options among them that people set all the same. */
export const fixedSettings = (kind: SystemKind): readonly (readonly string[])[] =>
  FIXED[kind].filter(({ isSetting }) => isSetting).map(({ path }) => path);

const LISTS: Readonly<Record<SystemKind, readonly string[]>> = {
  nixos: [
    'boot.extraModulePackages',
    'boot.initrd.availableKernelModules',
    'boot.initrd.kernelModules',
    'boot.kernelModules',
    'boot.kernelParams',
    'environment.pathsToLink',
    'environment.systemPackages',
    'fonts.packages',
    'hardware.firmware',
    'hardware.graphics.extraPackages',
    'networking.firewall.allowedTCPPorts',
    'networking.firewall.allowedUDPPorts',
    'security.pam.loginLimits',
    'services.dbus.packages',
    'services.udev.packages',
    'systemd.packages',
    'systemd.tmpfiles.rules',
    'xdg.portal.extraPortals',
  ],
  'home-manager': [],
};

/** The lists that its own modules add to. */
export const filledLists = (kind: SystemKind): readonly string[] => LISTS[kind];
