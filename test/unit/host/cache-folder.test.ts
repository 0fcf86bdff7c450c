import { homedir } from 'node:os';
import { expect, it } from 'vitest';
import { cacheFolder } from '../../../server/src/host/cache-folder';

it.each([
  [{ XDG_CACHE_HOME: '/cache', HOME: '/home/kim' }, '/cache/nixos-specialisations'],
  [{ XDG_CACHE_HOME: '', HOME: '/home/kim' }, '/home/kim/.cache/nixos-specialisations'],
  [{}, `${homedir()}/.cache/nixos-specialisations`],
  [{ NIXOS_SPECIALISATIONS_CACHE: '/storage', XDG_CACHE_HOME: '/cache' }, '/storage'],
  [{ HOME: '' }, `${homedir()}/.cache/nixos-specialisations`],
])('of %j it is %s', (env, folder) => {
  expect(cacheFolder(env)).toBe(folder);
});
