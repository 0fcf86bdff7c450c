// All commands, in the order `--help` lists them.
import type { Command } from '../command';
import { check } from './check';
import { evaluate } from './eval';
import { explain } from './explain';
import { fix } from './fix';
import { options } from './options';
import { rule } from './rule';
import { run } from './run';
import { status } from './status';
import { unknowns } from './unknowns';

export const COMMANDS: readonly Command[] = [check, fix, explain, unknowns, options, evaluate, rule, run, status];
