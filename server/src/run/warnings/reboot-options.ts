// Which options a running system does not take over, or not fully, by the prefix of their names: known before anything
// is built. What is built says it exactly (status/where-am-i.ts).
import { l10n } from '../../protocol/l10n';
import { visible } from '../../protocol/visible';
import { type RunWarning, warning } from './warning';

/** When a change of an option is in effect after a switch. */
export type Applies =
  /** Only after a reboot. */
  | 'reboot'
  /** NixOS refuses to switch. */
  | 'refused'
  /** With the next entry of the boot menu. */
  | 'boot-menu'
  /** After logging in anew. */
  | 'session'
  /** At once. */
  | 'live';

/** `*` is any one name. The longest that fits counts, and of equal ones the first. */
const PREFIXES: readonly (readonly [string, Applies])[] = [
  ['boot.kernelPackages', 'reboot'],
  ['boot.kernelPatches', 'reboot'],
  ['boot.kernel', 'reboot'],
  ['boot.kernel.sysctl', 'live'],
  ['boot.kernelParams', 'reboot'],
  ['boot.kernelModules', 'reboot'],
  ['boot.extraModulePackages', 'reboot'],
  ['boot.extraModprobeConfig', 'reboot'],
  ['boot.blacklistedKernelModules', 'reboot'],
  ['boot.consoleLogLevel', 'reboot'],
  ['boot.zfs.package', 'reboot'],
  ['boot.initrd', 'reboot'],
  ['boot.plymouth', 'reboot'],
  ['boot.resumeDevice', 'reboot'],
  ['boot.tmp.useTmpfs', 'reboot'],
  ['boot.isContainer', 'reboot'],
  ['boot.loader', 'boot-menu'],
  ['security.lsm', 'reboot'],
  ['hardware.cpu.*.updateMicrocode', 'reboot'],
  ['hardware.deviceTree', 'reboot'],
  ['hardware.nvidia', 'reboot'],
  ['hardware.firmware', 'reboot'],
  ['services.xserver.videoDrivers', 'reboot'],
  ['fileSystems./', 'reboot'],
  ['fileSystems./nix', 'reboot'],
  ['fileSystems.*.neededForBoot', 'reboot'],
  ['networking.hostName', 'reboot'],
  ['system.etc.overlay', 'reboot'],
  ['system.nixos-init.enable', 'reboot'],
  ['services.dbus.implementation', 'refused'],
  ['systemd.package', 'refused'],
  ['services.displayManager', 'session'],
  ['services.xserver', 'session'],
  ['services.desktopManager', 'session'],
  ['programs.hyprland', 'session'],
  ['programs.sway', 'session'],
  ['users.users', 'session'],
  ['users.groups', 'session'],
  ['environment.variables', 'session'],
  ['environment.sessionVariables', 'session'],
  ['i18n', 'session'],
  ['console', 'session'],
];

const TABLE = PREFIXES.map(([prefix, applies]) => ({ segments: prefix.split('.'), applies }));

/** When a change of this option is in effect; `live` is also what is not known to be anything else. */
export function appliesWhen(option: string): Applies {
  const path = segmentsOf(option);
  const fitting = TABLE.filter(({ segments }) => segments.every((name, at) => name === '*' || name === path[at]));
  const fits = fitting.filter(({ segments }) => segments.length <= path.length);
  return fits.reduce<{ length: number; applies: Applies }>(
    (best, { segments, applies }) => (segments.length > best.length ? { length: segments.length, applies } : best),
    { length: 0, applies: 'live' },
  ).applies;
}

/** `fileSystems."/".options` has three. */
function segmentsOf(option: string): readonly string[] {
  return [...option.matchAll(/"((?:[^"\\]|\\.)*)"|[^."]+/g)].map(([whole, quotedName]) => quotedName ?? whole);
}

/** The options of these that a switch does not bring, by when they come. */
export function delayedOptions(options: readonly string[]): ReadonlyMap<Applies, readonly string[]> {
  const groups = new Map<Applies, string[]>();
  for (const option of options) {
    const applies = appliesWhen(option);
    if (applies !== 'live') groups.set(applies, [...(groups.get(applies) ?? []), option]);
  }
  return groups;
}

/** As many options as a warning names. */
const NAMED = 4;

/** What to know before switching to something that differs in these options. */
export function rebootWarnings(options: readonly string[]): readonly RunWarning[] {
  const groups = delayedOptions(options);
  const text: readonly (readonly [Applies, RunWarning['code'], (names: string) => string])[] = [
    [
      'refused',
      'inhibited',
      (names) => l10n.t('NixOS may refuse to switch while running, because of {0}. Boot into it instead.', names),
    ],
    ['reboot', 'reboot', (names) => l10n.t('It may need a reboot: {0}.', names)],
    ['session', 'session', (names) => l10n.t('Sessions that are open may keep what they have: {0}.', names)],
  ];
  return text.flatMap(([applies, code, say]) => {
    const names = groups.get(applies) ?? [];
    return names.length === 0 ? [] : [warning(code, say(listed(names)))];
  });
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).map((name) => visible(name, 80));
  return [...shown, ...(names.length > NAMED ? [l10n.t('{0} more', names.length - NAMED)] : [])].join(', ');
}
