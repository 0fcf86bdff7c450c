// Where programs of this user keep what they can find out again.

/** @param env variables of the process. */
export function cacheFolder({ XDG_CACHE_HOME, HOME }: NodeJS.ProcessEnv): string {
  return `${XDG_CACHE_HOME || `${HOME ?? ''}/.cache`}/nixos-specialisations`;
}
