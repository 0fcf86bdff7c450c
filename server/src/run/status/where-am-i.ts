// Which system runs and which was booted: by what they are, and only where that is not known by what they say. Pure.
import { BOOT_PARTS } from '../machine/boot-parts';
import type { Generation, SystemDetails, SystemFacts } from '../machine/facts';

/** One system, as far as it is known. */
export interface Whereabouts {
  /** `unregistered`: it runs, but is in no generation that is left. `none`: there is no NixOS to be seen. */
  readonly kind: 'base' | 'specialisation' | 'unregistered' | 'none';
  /** The specialisation. */
  readonly name: string | null;
  /** All names it has: specialisations that are equal are one system. */
  readonly names: readonly string[];
  /** How it is known. */
  readonly by: 'path' | 'marker' | 'label' | null;
  readonly generation: number | null;
}

export interface Where {
  readonly host: string | null;
  readonly active: Whereabouts;
  readonly booted: Whereabouts;
  /** The specialisations of the newest generation. */
  readonly available: readonly string[];
  /** What of the active system only a reboot brings, by its name in a system: `kernel`, `kernel-params`, … */
  readonly rebootNeeded: readonly string[];
}

const NONE: Whereabouts = { kind: 'none', name: null, names: [], by: null, generation: null };

/** What runs now, what was booted, what there is, and what waits for a reboot. */
export function whereAmI(facts: SystemFacts): Where {
  const { host, runningSystem, available } = facts;
  const bootedSystem = bootedSystemOf(facts);
  return {
    host: host ?? null,
    active: locate(runningSystem, facts),
    booted: locate(bootedSystem, facts),
    available,
    rebootNeeded: rebootNeeded(facts.details.get(bootedSystem ?? ''), facts.details.get(runningSystem ?? '')),
  };
}

/** The link says it. What the kernel was told to start says it where the link is missing or leads to nothing known. */
function bootedSystemOf(facts: SystemFacts): string | undefined {
  const { bootedSystem, startedSystem } = facts;
  if (bootedSystem === undefined || startedSystem === undefined) return bootedSystem ?? startedSystem;
  return byPath(bootedSystem, facts) === undefined && byPath(startedSystem, facts) !== undefined
    ? startedSystem
    : bootedSystem;
}

function locate(path: string | undefined, facts: SystemFacts): Whereabouts {
  if (path === undefined) return NONE;
  const details = detailsAt(path, facts);
  return (
    byPath(path, facts) ?? byMarker(details, facts) ?? byLabel(details, facts) ?? { ...NONE, kind: 'unregistered' }
  );
}

/** What a system says of itself. What /etc says is said by the one that runs. */
function detailsAt(path: string, { details, runningSystem, marker }: SystemFacts): SystemDetails | undefined {
  const own = details.get(path);
  return own === undefined || path !== runningSystem ? own : { ...own, marker: marker ?? own.marker };
}

/** The newest generation first, then all others; the specialisations of each after its base. */
function byPath(path: string, facts: SystemFacts): Whereabouts | undefined {
  const current = facts.generations.filter(({ isCurrent }) => isCurrent);
  for (const generation of [...current, ...facts.generations]) {
    const names = namesAt(path, generation);
    const found = { by: 'path', generation: generation.number } as const;
    if (generation.path === path) return { ...found, kind: 'base', name: null, names: [] };
    if (names.length > 0)
      return { ...found, kind: 'specialisation', name: preferred(names, detailsAt(path, facts)), names };
  }
  return byProfile(path, facts);
}

/** A profile that is no numbered generation, as one that is set to a folder. */
function byProfile(path: string, { system }: SystemFacts): Whereabouts | undefined {
  if (system === undefined) return undefined;
  if (system.path === path) return { kind: 'base', name: null, names: [], by: 'path', generation: null };
  const names = [...system.specialisations].filter(([, real]) => real === path).map(([name]) => name);
  const [name] = names;
  return name === undefined ? undefined : { kind: 'specialisation', name, names, by: 'path', generation: null };
}

function namesAt(path: string, { specialisations }: Generation): readonly string[] {
  return [...specialisations].filter(([, real]) => real === path).map(([name]) => name);
}

/** Of several names for one system the one that it calls itself. */
function preferred(names: readonly string[], details: SystemDetails | undefined): string {
  const marked = markersOf(details).filter((marker) => names.includes(marker));
  return (marked.length === 1 ? marked[0] : names[0]) ?? '';
}

/** The lines of the marker: base and specialisation are joined where both define it. */
function markersOf(details: SystemDetails | undefined): readonly string[] {
  const lines = (details?.marker ?? '').split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== '' && !line.includes('/')))];
}

/** What has specialisations of its own is none: a marker in it was set for the base. */
const isBase = (details: SystemDetails | undefined): boolean => (details?.children ?? []).length > 0;

function byMarker(details: SystemDetails | undefined, facts: SystemFacts): Whereabouts | undefined {
  const markers = markersOf(details);
  if (isBase(details)) return undefined;
  const known = knownNames(facts);
  const [name, ...more] = markers.length > 1 ? markers.filter((marker) => known.has(marker)) : markers;
  if (name === undefined || more.length > 0) return undefined;
  return { kind: 'specialisation', name, names: [name], by: 'marker', generation: null };
}

function knownNames({ generations, available }: SystemFacts): ReadonlySet<string> {
  return new Set([...available, ...generations.flatMap(({ specialisations }) => [...specialisations.keys()])]);
}

/** Tags stand before the version in a label: one that is a known specialisation's name, and no tag of the base. */
function byLabel(details: SystemDetails | undefined, facts: SystemFacts): Whereabouts | undefined {
  const label = details?.label;
  if (label === undefined) return undefined;
  const found = { by: 'label', generation: null } as const;
  const current = facts.generations.find(({ isCurrent }) => isCurrent);
  const baseLabel = current?.label ?? facts.details.get(facts.system?.path ?? '')?.label;
  if (isBase(details)) return label === baseLabel ? { ...found, kind: 'base', name: null, names: [] } : undefined;
  const isTag = (name: string): boolean => `-${tagsIn(label)}-`.includes(`-${name}-`);
  const isTagOfBase = (name: string): boolean => `-${tagsIn(baseLabel ?? '')}-`.includes(`-${name}-`);
  const same = [...(current?.specialisations ?? [])].filter(([, path]) => facts.details.get(path)?.label === label);
  const names =
    same.length > 0 && label !== baseLabel
      ? same.map(([name]) => name)
      : [...knownNames(facts)].filter((name) => isTag(name) && !isTagOfBase(name));
  // Of “work” and “work-late” both are in the label of the second.
  const longest = names.filter((name) => !names.some((other) => other !== name && `-${other}-`.includes(`-${name}-`)));
  const [name, ...more] = longest;
  if (name === undefined || more.length > 0) return undefined;
  return { ...found, kind: 'specialisation', name, names: [name] };
}

/** `work-docked` of `work-docked-25.11.20260101.abcdef`; empty where there are no tags. */
const tagsIn = (label: string): string => /^(.+)-\d\d\.\d\d/.exec(label)?.[1] ?? '';

/** What differs between what was booted and another system that only a reboot brings, by its name in a system. */
export function rebootNeeded(booted: SystemDetails | undefined, target: SystemDetails | undefined): readonly string[] {
  if (booted === undefined || target === undefined) return [];
  const parts = BOOT_PARTS.filter((name) => differ(booted.boot, target.boot, name));
  const isInhibited = [...target.inhibitors.keys()].some((name) => differ(booted.inhibitors, target.inhibitors, name));
  return [...parts, ...(isInhibited ? ['switch-inhibitors'] : [])];
}

/** What only one of them has is no difference: an old system may not say it. */
function differ(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, name: string): boolean {
  return before.has(name) && after.has(name) && before.get(name) !== after.get(name);
}
