// What the client tells the server of this machine, so that lenses say what is known and offer what can be done here.

/** Notification to the server, whenever something of it changes; also in `initializationOptions.machine`. */
export const MACHINE_NOTIFICATION = 'nixosSpecialisations/machine';

export interface MachineState {
  /** Its name; null where it is not known. */
  readonly host: string | null;
  readonly user: string | null;
  /** Which configuration is this machine's, by the path it begins at, as the user said it. */
  readonly own: Readonly<Record<string, string>>;
  /** The configuration that was chosen last among several, by the path it begins at. */
  readonly chosen: Readonly<Record<string, string>>;
  /** Configurations of machines that can be reached. */
  readonly reachable: readonly string[];
  /** The newest generation of this machine, and of its user's home; null where there is none. */
  readonly built: Readonly<Record<'nixos' | 'home-manager', BuiltState | null>>;
}

export interface BuiltState {
  /** The specialisation that runs; null: the base; undefined: something else, or it is not known. */
  readonly active?: string | null;
  /** The specialisations that can be activated. */
  readonly names: readonly string[];
  /** What only a reboot brings of each, in words: kernel, initrd, …. Those that need none are left out. */
  readonly reboot: Readonly<Record<string, readonly string[]>>;
}

/** As long as nobody has looked. */
export const UNKNOWN_MACHINE: MachineState = {
  host: null,
  user: null,
  own: {},
  chosen: {},
  reachable: [],
  built: { nixos: null, 'home-manager': null },
};

/** What of a message can be read; what cannot is not known. */
export function machineState(value: unknown): MachineState {
  const state = fields(value);
  const built = fields(state.built);
  return {
    host: text(state.host),
    user: text(state.user),
    own: textRecord(state.own),
    chosen: textRecord(state.chosen),
    reachable: texts(state.reachable),
    built: { nixos: builtState(built.nixos), 'home-manager': builtState(built['home-manager']) },
  };
}

function builtState(value: unknown): BuiltState | null {
  if (typeof value !== 'object' || value === null) return null;
  const { active, names, reboot } = fields(value);
  const state = {
    names: texts(names),
    reboot: Object.fromEntries(Object.entries(fields(reboot)).map(([name, parts]) => [name, texts(parts)])),
  };
  return active === null || typeof active === 'string' ? { active, ...state } : state;
}

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

const textRecord = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fields(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
