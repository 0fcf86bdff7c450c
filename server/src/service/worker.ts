// The thread that the core runs in, for the server and the command line alike.

/** Evaluation recurses as deep as the configuration nests; eval/budget.ts counts on this much stack. */
export const WORKER_LIMITS = { stackSizeMb: 256 };
