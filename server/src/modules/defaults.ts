// What options that nobody sets are by default, as the tables of NixOS and Home Manager say. NixOS's own modules, which
// are not seen, may set them to something else: so an evaluation either does without, or takes them as they are.
import { FALSE, int, NULL, string, TRUE, type Value } from '../eval/values';

/** What options come to in the whole system, by their names, as Nix text. */
export type WholeValues = ReadonlyMap<string, string>;

const NOT_CHECKED: WholeValues = new Map();

/** Whether defaults are taken as they are, and which would have been of use. One for a system and all in it. */
export class Defaults {
  private readonly names = new Set<string>();
  /** Options of the system that nobody sets and somebody reads, whether or not anything is known of them. */
  readonly read = new Set<string>();

  /** @param whole where the system was checked as a whole: what is set by NixOS's own modules counts, too. */
  constructor(
    readonly assumed: boolean,
    readonly whole: WholeValues = NOT_CHECKED,
  ) {}

  /**
   * The default of an option that nobody sets, where it is known and counts.
   * @param text as the tables have it. @param isInside it is one of a submodule, whose path is its own.
   */
  of(path: readonly string[], text: string | undefined, isInside: boolean): Value | undefined {
    const name = path.join('.');
    if (!isInside) this.read.add(name);
    const found = isInside ? undefined : this.whole.get(name);
    const told = found ?? (text === undefined || isOftenSet(path, text) ? undefined : text);
    const value = told === undefined ? undefined : literal(told);
    if (value === undefined) return undefined;
    this.names.add(name);
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
