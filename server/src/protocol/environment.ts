// What the environment of the server says, beside what systems say to every program.

/** Where programs keep what they can find out again, for who has a place of its own, as an editor. */
export const CACHE_VARIABLE = 'NIXOS_SPECIALISATIONS_CACHE';
