// "Show Log": what the extension and its server have to say of themselves.
import type { Command } from './command';

export const showLog: Command = async ({ log }) => log.show();
