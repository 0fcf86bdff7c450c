// When the machine has to be looked at again: what runs has changed, or a profile has. Folders are watched, never
// polled.
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

export interface Watched {
  readonly dispose: () => void;
}

/** Switching replaces several links one after another. */
const SETTLE_MS = 300;

/**
 * Calls back when one of these links is replaced, or something beside a profile changes. A folder that cannot be
 * watched is left out. `name` undefined: everything in the folder counts.
 */
export function watchLinks(places: readonly WatchedPlace[], onChange: () => void): Watched {
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLE_MS);
    timer.unref();
  };
  const watchers = places.flatMap(({ folder, name }) => watcherOf(folder, name, changed));
  return {
    dispose: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

export interface WatchedPlace {
  readonly folder: string;
  readonly name?: string;
}

/** The links that say what runs, and the folder of the profile. */
export function placesToWatch(running: string, booted: string, profile: string, home: string): readonly WatchedPlace[] {
  return [
    { folder: dirname(running), name: basename(running) },
    ...(dirname(booted) === dirname(running) ? [] : [{ folder: dirname(booted), name: basename(booted) }]),
    { folder: dirname(profile) },
    { folder: dirname(home), name: basename(home) },
  ];
}

function watcherOf(folder: string, name: string | undefined, changed: () => void): readonly FSWatcher[] {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, entry) => {
      // `ln -sfn` makes a link of another name and renames it.
      if (name === undefined || entry === null || entry === name) changed();
    });
    // A folder that goes away takes its watcher with it.
    watcher.on('error', () => watcher.close());
    return [watcher];
  } catch {
    return [];
  }
}
