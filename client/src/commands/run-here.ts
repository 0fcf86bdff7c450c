// The palette commands that run the specialisation under the cursor.
import type { RunAction } from '../../../server/src/protocol/run';
import type { Command } from './command';
import { targetHere } from './pick-target';

function here(action: RunAction): Command {
  return async (ctx) => {
    const target = await targetHere(ctx);
    if (target !== undefined) await ctx.runner.run({ ...target, action });
  };
}

/** Activates the built specialisation. */
export const switchHere = here('switch');
/** Builds it, then switches to it. */
export const rebuildHere = here('rebuild');
