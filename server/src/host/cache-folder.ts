// Where programs of this user keep what they can find out again.
import { homedir } from 'node:os';
import { CACHE_VARIABLE } from '../protocol/environment';

/** @param env variables of the process. */
export function cacheFolder({ [CACHE_VARIABLE]: given, XDG_CACHE_HOME, HOME }: NodeJS.ProcessEnv): string {
  return given || `${XDG_CACHE_HOME || `${HOME || homeOfUser()}/.cache`}/nixos-specialisations`;
}

/** Without a home nothing is kept: there is no such folder, and none can be made. */
function homeOfUser(): string {
  try {
    return homedir() || NOWHERE;
  } catch {
    return NOWHERE;
  }
}

const NOWHERE = '/dev/null';
