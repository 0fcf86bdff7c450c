// The command behind the lenses: runs the specification a lens carries; where it carries one per host, asks which.
import { isRunSpec } from '../../../server/src/run/validate';
import type { Command } from './command';
import { pickTarget } from './pick-target';

/** Arguments: one RunSpec, or several (as arguments or as one list) that differ in their host. */
export const runLens: Command = async (ctx, args) => {
  const specs = args.flat();
  if (specs.length === 0 || !specs.every(isRunSpec))
    throw new Error('This command is for code lenses: it was called without a valid action.');
  const spec = await pickTarget(specs, 'Which configuration?');
  if (spec !== undefined) await ctx.runner.run(spec);
};
