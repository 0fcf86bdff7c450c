// Which revision of a configuration a system was built from, and which one a folder has now: read, with nothing
// started.
import { isAbsolute, join } from 'node:path';
import type { SystemRoot } from './system-root';
import { repositoryOf } from './untracked';

const REVISION = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** A revision; dirty: with changes that were not committed. */
export interface Revision {
  readonly revision: string;
  readonly isDirty: boolean;
}

/**
 * What a system says it was built from (`system.configurationRevision`); undefined where its configuration does not set
 * that. The program that tells it has it in its text.
 */
export async function builtRevision(root: SystemRoot, system: string): Promise<Revision | undefined> {
  const text = (await root.text(join(system, 'sw/bin/nixos-version'))) ?? '';
  const [, revision, dirty] = /"configurationRevision":\s*"([0-9a-f]+)(-dirty)?"/.exec(text) ?? [];
  return revision !== undefined && REVISION.test(revision) ? { revision, isDirty: dirty !== undefined } : undefined;
}

/**
 * The commit that the repository around a folder is at; undefined where there is none, or where that cannot be told.
 */
export async function headRevision(root: SystemRoot, folder: string): Promise<string | undefined> {
  const git = (await repositoryOf(root, folder))?.gitFolder;
  if (git === undefined) return undefined;
  const head = ((await root.text(join(git, 'HEAD'))) ?? '').trim();
  if (REVISION.test(head)) return head;
  const name = /^ref: (refs\/[^\s\\]+)$/.exec(head)?.[1];
  if (name === undefined || name.split('/').includes('..')) return undefined;
  // Of a worktree the branches are in the repository that it belongs to.
  const common = (await root.text(join(git, 'commondir')))?.trim();
  const folders = [git, ...(common === undefined ? [] : [isAbsolute(common) ? common : join(git, common)])];
  for (const one of folders) {
    const found = ((await root.text(join(one, name))) ?? '').trim();
    if (REVISION.test(found)) return found;
    const packed = packedRevision((await root.text(join(one, 'packed-refs'))) ?? '', name);
    if (packed !== undefined) return packed;
  }
  return undefined;
}

function packedRevision(text: string, name: string): string | undefined {
  const line = text.split('\n').find((one) => one.endsWith(` ${name}`));
  const revision = line?.slice(0, -name.length - 1);
  return revision !== undefined && REVISION.test(revision) ? revision : undefined;
}
