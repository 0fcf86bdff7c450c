// Runs that are about this machine rather than a place in a file: roll back, collect garbage, a virtual machine.
import type { RunAction } from '../../../server/src/protocol/run';
import type { RunContext } from '../context';
import { openFolders } from '../folders';
import { knownHosts } from '../machine/known-hosts';
import { anywhere, ownTarget } from '../machine/run-target';
import type { Command } from './command';

/** An action on the base of this machine's own configuration; of what is built no configuration is needed. */
const ofThisMachine =
  (action: RunAction): Command<RunContext> =>
  async (ctx) => {
    await ctx.systems.latest();
    const target = ownTarget('nixos', knownHosts(ctx)) ?? anywhere('nixos', openFolders()[0]);
    await ctx.runner.run({ ...target, specialisation: null, action });
  };

export const rollBack = ofThisMachine('rollback');
export const collectGarbage = ofThisMachine('collect-garbage');
export const buildVm = ofThisMachine('build-vm');
export const rebuildBase = ofThisMachine('rebuild');
