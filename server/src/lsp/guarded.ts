// Keeps one failing piece of work from ending the server, and notes what takes long.
import type { Logger } from '../base/logger';

const SLOW_MS = 50;

/** Runs `work`; where it fails, the log says why and `neutral` is the result. */
export function guarded<T>(logger: Logger, cause: string, neutral: T, work: () => T): T {
  const start = performance.now();
  try {
    return work();
  } catch (error) {
    logger.error(
      `lsp failed cause=${cause} ms=${since(start)} error=${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return neutral;
  } finally {
    if (performance.now() - start > SLOW_MS) logger.info(`lsp slow cause=${cause} ms=${since(start)}`);
  }
}

const since = (start: number): number => Math.round(performance.now() - start);
