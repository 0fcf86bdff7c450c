// A NixOS machine in a temporary folder, for tests of whatever looks at one: store, profiles with their generations,
// what runs and what was booted, programs that only write down how they were called. Its links are absolute, as on a
// real machine, so they lead to nothing unless they are read as that machine's. All paths are those of that machine.
import { chmodSync, lutimesSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { programText } from './fake-programs';

/** A system, or a specialisation, as the store has it. */
export interface FakeSystem {
  /** What the path in the store ends in; also tells systems apart. */
  readonly name: string;
  readonly label?: string;
  readonly kernel?: string;
  readonly initrd?: string;
  readonly params?: string;
  readonly inhibitors?: Readonly<Record<string, string>>;
  /** `/etc/specialisation` of the system. */
  readonly marker?: string;
  /** Paths in the store, by name. Left out: a specialisation, whose folder of them is empty. */
  readonly specialisations?: Readonly<Record<string, string>>;
  readonly bootspec?: Readonly<Record<string, unknown>>;
  /** The program that installs its boot loader. */
  readonly installer?: string;
  /** Left out of the system. */
  readonly without?: readonly ('specialisation' | 'switch-to-configuration')[];
}

export class FakeNixos {
  /** Where the programs write down how they were called (test/e2e/support/fakes.ts reads it). */
  readonly log: string;
  private stored = 0;

  constructor(readonly folder: string) {
    this.log = join(folder, 'calls.jsonl');
  }

  /** Where a path of the machine lies here. */
  place(path: string): string {
    return join(this.folder, path);
  }

  file(path: string, text: string, mode = 0o644): string {
    mkdirSync(dirname(this.place(path)), { recursive: true });
    writeFileSync(this.place(path), text);
    chmodSync(this.place(path), mode);
    return path;
  }

  link(path: string, target: string): string {
    mkdirSync(dirname(this.place(path)), { recursive: true });
    rmSync(this.place(path), { force: true });
    symlinkSync(target, this.place(path));
    return path;
  }

  remove(path: string): void {
    rmSync(this.place(path), { force: true, recursive: true });
  }

  /** A path in the store. */
  store(name: string): string {
    this.stored += 1;
    return `/nix/store/${String(this.stored).padStart(32, '0')}-${name}`;
  }

  /** Puts a system into the store. */
  system({ name, label = '25.11.20260101.abcdef', without = [], ...system }: FakeSystem): string {
    const path = this.store(`nixos-system-${name}-${label}`);
    const script = 'bin/switch-to-configuration';
    this.file(join(path, 'nixos-version'), label);
    if (!without.includes('switch-to-configuration'))
      this.file(join(path, script), this.programText('switch-to-configuration', system.installer), 0o755);
    if (!without.includes('specialisation')) mkdirSync(this.place(join(path, 'specialisation')), { recursive: true });
    for (const [child, target] of Object.entries(system.specialisations ?? {}))
      this.link(join(path, 'specialisation', child), target);
    this.systemParts(path, system);
    return path;
  }

  private systemParts(path: string, system: Omit<FakeSystem, 'name'>): void {
    for (const [file, name] of [
      ['kernel', system.kernel],
      ['initrd', system.initrd],
    ] as const) {
      if (name !== undefined) this.link(join(path, file), this.file(`/nix/store/${name}/${file}`, ''));
    }
    if (system.params !== undefined) this.file(join(path, 'kernel-params'), system.params);
    if (system.inhibitors !== undefined) this.file(join(path, 'switch-inhibitors'), JSON.stringify(system.inhibitors));
    if (system.bootspec !== undefined) this.file(join(path, 'boot.json'), JSON.stringify(system.bootspec));
    if (system.marker !== undefined) {
      const etc = this.store('etc');
      this.file(join(etc, 'etc/specialisation'), system.marker);
      this.link(join(path, 'etc'), join(etc, 'etc'));
    }
  }

  /** A generation of a profile, made on a day. */
  generation(number: number, system: string, { profile = 'system', day = '2026-01-01' } = {}): string {
    const folder = profile === 'system' ? PROFILES : join(PROFILES, 'system-profiles');
    const link = this.link(join(folder, `${profile}-${number}-link`), system);
    const time = new Date(`${day}T12:00:00Z`);
    lutimesSync(this.place(link), time, time);
    return link;
  }

  /** Makes a generation the current one of its profile. */
  current(number: number, profile = 'system'): void {
    const folder = profile === 'system' ? PROFILES : join(PROFILES, 'system-profiles');
    this.link(join(folder, profile), `${profile}-${number}-link`);
  }

  /** What runs. /etc is that of this system. */
  runs(system: string): void {
    this.link('/run/current-system', system);
  }

  boots(system: string): void {
    this.link('/run/booted-system', system);
    this.file('/proc/cmdline', `BOOT_IMAGE=x init=${system}/init loglevel=4\n`);
  }

  /** A program on everybody's PATH; `at` is its path in the store without the hash. */
  program(name: string, at = `${name}-1.0`, head?: string): string {
    const path = this.file(posix.join(this.store(at), 'bin', name), this.programText(name, head), 0o755);
    this.link(`/nix/store/system-path/bin/${name}`, path);
    return path;
  }

  /** A program that runs as root. */
  wrapper(name: string): void {
    this.file(`/run/wrappers/bin/${name}`, this.programText(name), 0o755);
  }

  private programText(name: string, head?: string): string {
    return programText(name, { folder: this.folder, log: this.log, head });
  }
}

const PROFILES = '/nix/var/nix/profiles';

export interface FakeLaptop {
  readonly machine: FakeNixos;
  /** Generation 42, which runs and was booted, and its specialisations. */
  readonly base: string;
  readonly work: string;
  readonly play: string;
  /** Generation 41, and its only specialisation. */
  readonly oldBase: string;
  readonly oldWork: string;
}

/** A laptop with NixOS 25.11, two generations, nixos-rebuild and sudo. */
export function fakeLaptop(folder: string): FakeLaptop {
  const machine = new FakeNixos(folder);
  const oldWork = machine.system({ name: 'laptop-old-work', kernel: 'linux-6.12', params: 'quiet' });
  const oldBase = machine.system({
    name: 'laptop-old',
    kernel: 'linux-6.12',
    params: 'quiet',
    specialisations: { work: oldWork },
  });
  const work = machine.system({ name: 'laptop-work', kernel: 'linux-6.12', params: 'quiet' });
  const play = machine.system({ name: 'laptop-play', kernel: 'linux-7.0', params: 'quiet preempt=full' });
  const base = machine.system({
    name: 'laptop',
    kernel: 'linux-6.12',
    params: 'quiet',
    specialisations: { work, play },
  });
  machine.generation(41, oldBase, { day: '2025-12-01' });
  machine.generation(42, base);
  machine.current(42);
  machine.runs(base);
  machine.boots(base);
  machine.file('/etc/hostname', 'laptop\n');
  machine.file('/etc/os-release', 'ID=nixos\nVERSION_ID="25.11"\n');
  machine.program('nixos-rebuild', 'nixos-rebuild-ng-0.0.0');
  for (const system of [base, work, play, oldBase, oldWork]) machine.link(join(system, 'sw'), '/nix/store/system-path');
  machine.wrapper('sudo');
  return { machine, base, work, play, oldBase, oldWork };
}
