// What the client writes into its channel of the output panel: a line each, whatever is in it.
import type * as vscode from 'vscode';
import { visible } from '../../server/src/protocol/visible';

export interface Log {
  readonly info: (line: string) => void;
  readonly error: (line: string) => void;
  /** Brings the channel to the front. */
  readonly show: () => void;
}

/** As much as one line takes: a command, or where an error came from. */
const LONGEST = 10_000;

/** The log that writes into `channel`. */
export function logInto(channel: vscode.LogOutputChannel): Log {
  return {
    info: (line) => channel.info(visible(line, LONGEST)),
    error: (line) => channel.error(visible(line, LONGEST)),
    show: () => channel.show(),
  };
}
