// What options that nobody sets are by default, as the tables of NixOS and Home Manager say. NixOS's own modules, which
// are not seen, may set them to something else: so an evaluation either does without, or takes them as they are.
import { FALSE, int, NULL, string, TRUE, type Value } from '../eval/values';

/** Whether defaults are taken as they are, and which would have been of use. One for a system and all in it. */
export class Defaults {
  private readonly names = new Set<string>();

  constructor(readonly assumed: boolean) {}

  /** The default of an option that nobody sets, where it is known and counts. @param text as the tables have it. */
  of(path: readonly string[], text: string | undefined): Value | undefined {
    const value = text === undefined || isOftenSet(path, text) ? undefined : literal(text);
    if (value === undefined) return undefined;
    this.names.add(path.join('.'));
    return this.assumed ? value : undefined;
  }

  /** Whether an option of the tables is one in the release that is used, too: as `options ? name` asks. */
  has(path: readonly string[]): boolean {
    this.names.add(['options', ...path].join('.'));
    return this.assumed;
  }

  /** The options whose defaults somebody has asked for; behind `options.` those that are asked to be there. */
  get asked(): ReadonlySet<string> {
    return this.names;
  }
}

/** What desktops, services and hardware of NixOS turn on for themselves, so that its default says little. */
const OFTEN_ON: ReadonlySet<string> = new Set([
  'fonts.fontconfig.enable',
  'hardware.bluetooth.enable',
  'hardware.enableRedistributableFirmware',
  'hardware.graphics.enable',
  'hardware.graphics.enable32Bit',
  'hardware.opengl.enable',
  'networking.networkmanager.enable',
  'networking.useNetworkd',
  'programs.dconf.enable',
  'programs.fuse.userAllowOther',
  'programs.xwayland.enable',
  'security.polkit.enable',
  'security.rtkit.enable',
  'services.avahi.enable',
  'services.dbus.enable',
  'services.gvfs.enable',
  'services.nginx.enable',
  'services.pipewire.enable',
  'services.postgresql.enable',
  'services.power-profiles-daemon.enable',
  'services.resolved.enable',
  'services.udisks2.enable',
  'services.upower.enable',
  'services.xserver.enable',
  'systemd.network.enable',
  'xdg.portal.enable',
]);

/** Whether the default of an option says little of what it is. @param text as the tables have it. */
export const isOftenSet = (path: readonly string[], text: string): boolean =>
  text === 'false' && OFTEN_ON.has(path.join('.'));

/** The value of a scalar that is written out. Sets and lists get more from NixOS itself. */
function literal(text: string): Value | undefined {
  switch (text) {
    case 'true':
      return TRUE;
    case 'false':
      return FALSE;
    case 'null':
      return NULL;
  }
  if (/^-?\d{1,15}$/.test(text)) return int(Number(text));
  return /^"[^"\\$]*"$/.test(text) ? string(text.slice(1, -1)) : undefined;
}
