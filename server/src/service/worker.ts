// The thread that the core runs in, for the server and the command line alike.

/**
 * Evaluation recurses as deep as the configuration nests; eval/budget.ts counts on this much stack. Everything derived
 * is made anew after an edit and dies with the next: a young generation that holds it all halves the time.
 */
export const WORKER_LIMITS = { stackSizeMb: 256, maxYoungGenerationSizeMb: 96 };
