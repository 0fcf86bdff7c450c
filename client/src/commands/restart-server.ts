// "Restart Language Server".
import type { Command } from './command';

/** Stops the server and starts it again. */
export const restartServer: Command = async (ctx) => {
  ctx.log.info('server restart requested');
  await ctx.server.restart();
};
