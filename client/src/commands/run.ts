// The command behind the lenses and of keybindings: runs the specification that it is given; of several, one per host,
// that of this machine.
import { isRunSpec } from '../../../server/src/run/validate';
import type { RunContext } from '../context';
import { openFolders } from '../folders';
import { knownHosts } from '../machine/known-hosts';
import { completed } from '../machine/run-target';
import { ownOf } from './choose-host';
import type { Command } from './command';

/**
 * Arguments: one RunSpec, or several (as arguments or as one list) that differ in their host. What one leaves out but
 * its action is that of this machine.
 */
export const runLens: Command<RunContext> = async (ctx, args) => {
  const isWhole = args.flat().every(isRunSpec);
  if (!isWhole) await ctx.systems.latest();
  const known = knownHosts(ctx);
  const specs = args.flat().map((asked) => completed(asked, known, openFolders()[0]));
  if (specs.length === 0 || !specs.every(isRunSpec))
    throw new Error('This command is for code lenses and keybindings: it was called without a valid action.');
  const spec = await ownOf(specs, ctx);
  if (spec !== undefined) await ctx.runner.run(spec);
};
