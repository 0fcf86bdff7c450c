// The palette commands that run the specialisation under the cursor.
import type { RunAction } from '../../../server/src/protocol/run';
import type { RunContext } from '../context';
import { ownOf } from './choose-host';
import type { Command } from './command';
import { targetHere } from './target-here';

function here(action: RunAction): Command<RunContext> {
  return async (ctx) => {
    const target = await targetHere(ctx, ownOf);
    if (target !== undefined) await ctx.runner.run({ ...target, action });
  };
}

/** Activates the built specialisation. */
export const switchHere = here('switch');
/** Builds it, then switches to it. */
export const rebuildHere = here('rebuild');
