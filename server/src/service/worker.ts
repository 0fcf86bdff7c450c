// The threads that the core runs in: those of the server, and that of the command line.

/** Beside the programs that start them. */
export const WORKER_FILE = 'worker.js';

/** What a thread of the server is for. `helper`: hosts, beside the core. `whole`: releases and whole systems. */
export type ServerRole = 'core' | 'helper' | 'whole';

/** `dialogue`: there is somebody to ask. */
export type CommandRole = 'command' | 'dialogue';

/** What a thread does, as its `workerData`: which program it runs, named as its file is, and what for. */
export type Work =
  | { readonly program: 'core'; readonly role: ServerRole }
  | { readonly program: 'commands'; readonly role: CommandRole };

/**
 * Evaluation recurses as deep as the configuration nests; eval/budget.ts counts on this much stack. Everything derived
 * is made anew after an edit and dies with the next: a young generation that holds it all halves the time.
 */
export const WORKER_LIMITS = { stackSizeMb: 256, maxYoungGenerationSizeMb: 96 };

/**
 * In megabytes. Only of a thread whose old generation may have as much does V8 lay its own code near to ours, so that
 * calls of it are short: evaluating takes a sixth longer else. How much there is in fact is decided by when V8 looks
 * for the dead (host/old-generation.ts).
 */
const SHORT_CALLS_MB = 2048;

/**
 * The server replaces a thread that needs more: it must not take the machine's memory. A tree of 40,000 files needs a
 * tenth.
 */
export const SERVER_LIMITS = { ...WORKER_LIMITS, maxOldGenerationSizeMb: SHORT_CALLS_MB };

/** So much is little, and enough for what lasts from one edit to the next of a small configuration. */
export const SERVER_GROWS_TO_MB = 64;

/**
 * What helps the core is worth little memory: it keeps nothing from one host to the next but what texts say, and of one
 * that is too large for it the core takes care.
 */
export const HELPER_LIMITS = { ...WORKER_LIMITS, maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 384 };

/** Of the thread for whole releases the user says how much it may take, in megabytes. */
export const wholeLimits = (megabytes: number): typeof SERVER_LIMITS => ({
  ...WORKER_LIMITS,
  maxOldGenerationSizeMb: megabytes,
});

/** The command line ends with a message instead, long before its heap is full. It keeps nothing for a next edit. */
export const COMMAND_LIMITS = SERVER_LIMITS;
export const COMMAND_MOST_MB = 980;

/** Why a thread ended that ran out of memory, as the `code` of the error. */
export const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';
