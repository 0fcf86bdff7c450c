// The actions on rows of the view of specialisations that run something.
import type { RunContext } from '../context';
import type { Command } from './command';
import { moreActions } from './more';
import { targetOf } from './tree-rows';

/** Activates what is built. */
export const treeSwitch: Command<RunContext> = async (ctx, args) =>
  void (await ctx.runner.run({ ...targetOf(args), action: 'switch' }));

/** Builds it, then switches to it. */
export const treeRebuild: Command<RunContext> = async (ctx, args) =>
  void (await ctx.runner.run({ ...targetOf(args), action: 'rebuild' }));

/** Activates the base of what is built on this machine. */
export const treeBackToBase: Command<RunContext> = async (ctx, args) =>
  void (await ctx.runner.run({ ...targetOf(args), host: null, specialisation: null, action: 'switch' }));

/** Shows every action with its command. */
export const treeMore: Command<RunContext> = (ctx, args) => moreActions(ctx, [targetOf(args)]);
