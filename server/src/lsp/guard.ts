// Handlers of which one that fails does not end the server.
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Logger } from '../base/logger';
import { guarded } from './guarded';

/** A handler that does `work`, guarded: parameters that are not what the protocol says fail in here too. */
export function guard<P, T>(logger: Logger, cause: string, neutral: T, work: (params: P) => T): (params: P) => T {
  return (params) => guarded(logger, cause, neutral, () => work(params));
}

/**
 * The same for what takes its time; what comes to wait is not counted as slow, and not finished for an
 * editor that has lost interest.
 */
export function guardAsync<P, T>(
  logger: Logger,
  cause: string,
  neutral: T,
  wait: (params: P, token: CancellationToken | undefined) => Promise<() => T>,
): (params: P, token?: CancellationToken) => Promise<T> {
  return async (params, token) => {
    let work: () => T;
    try {
      work = await wait(params, token);
    } catch (error) {
      return guarded(logger, cause, neutral, () => {
        throw error;
      });
    }
    if (token?.isCancellationRequested === true)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, `${cause} cancelled`);
    return guarded(logger, cause, neutral, work);
  };
}
