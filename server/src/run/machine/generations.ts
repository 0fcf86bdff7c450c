// Which generations there are, with the specialisations of each.
import { basename, dirname, join } from 'node:path';
import { readLabel, specialisationsOf } from './details';
import type { Built, Generation } from './facts';
import type { SystemRoot } from './system-root';

/** Where the profiles other than the system profile are. */
const OTHER_PROFILES = 'system-profiles';

/** All generations of a profile of systems, newest first, then those of the profiles beside it. */
export async function readGenerations(root: SystemRoot, systemProfile: string): Promise<readonly Generation[]> {
  const others = join(dirname(systemProfile), OTHER_PROFILES);
  const names = [...new Set((await root.list(others)).flatMap((entry) => GENERATION.exec(entry)?.[1] ?? []))].sort();
  const profiles = [systemProfile, ...names.map((name) => join(others, name))];
  return (await Promise.all(profiles.map((profile) => generationsOf(root, profile)))).flat();
}

const GENERATION = /^(.+)-(\d{1,9})-link$/;

async function generationsOf(root: SystemRoot, profile: string): Promise<readonly Generation[]> {
  const folder = dirname(profile);
  const [entries, current] = await Promise.all([root.list(folder), root.realPath(profile)]);
  const own = entries.flatMap((entry) => {
    const [, name, number] = GENERATION.exec(entry) ?? [];
    return name === basename(profile) ? [{ link: join(folder, entry), number: Number(number) }] : [];
  });
  const found = await Promise.all(own.map(({ link, number }) => readGeneration(root, profile, link, number)));
  const all = found.filter((generation) => generation !== undefined).sort((a, b) => b.number - a.number);
  // Two generations may be the same system: then the newer one is the current one.
  const at = all.find(({ path }) => path === current);
  return all.map((generation) => ({ ...generation, isCurrent: generation === at }));
}

async function readGeneration(
  root: SystemRoot,
  profile: string,
  link: string,
  number: number,
): Promise<Generation | undefined> {
  const path = await root.realPath(link);
  if (path === undefined) return undefined;
  const [date, label, specialisations] = await Promise.all([
    root.linkTime(link),
    readLabel(root, path),
    specialisationsOf(root, path),
  ]);
  return {
    profile: basename(profile),
    number,
    link: root.shown(link),
    path,
    date,
    label,
    specialisations,
    isCurrent: false,
  };
}

/** What a profile points to, with those of its specialisations that hold the program that activates them. */
export async function readBuilt(root: SystemRoot, profile: string, program: string): Promise<Built | undefined> {
  const path = await root.realPath(profile);
  if (path === undefined || !(await root.isExecutable(join(path, program)))) return undefined;
  const all = [...(await specialisationsOf(root, path))];
  const works = await Promise.all(all.map(([, real]) => root.isExecutable(join(real, program))));
  return {
    path,
    specialisations: new Map(all.filter((_, at) => works[at])),
    knowsDriverVersion: await root.exists(join(path, 'gen-version')),
  };
}

/** The first of several profiles that points to something. */
export async function firstBuilt(
  root: SystemRoot,
  profiles: readonly string[],
  program: string,
): Promise<Built | undefined> {
  for (const profile of profiles) {
    const built = await readBuilt(root, profile, program);
    if (built !== undefined) return built;
  }
  return undefined;
}
