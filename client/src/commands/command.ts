// What a command is.
import type { Context } from '../context';

/** A command: it gets the context and whatever arguments it was called with, unchecked. */
export type Command<C extends Context = Context> = (ctx: C, args: readonly unknown[]) => Promise<void>;
