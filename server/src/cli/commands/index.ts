// All commands, in the order `--help` lists them.
import type { Command } from '../command';
import { check } from './check';
import { explain } from './explain';
import { fix } from './fix';

export const COMMANDS: readonly Command[] = [check, fix, explain];
