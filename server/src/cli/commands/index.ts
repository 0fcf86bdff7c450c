// All commands, in the order `--help` lists them.
import type { Command } from '../command';
import { baseline } from './baseline';
import { check } from './check';
import { completions } from './completions';
import { evaluate } from './eval';
import { explain } from './explain';
import { fix } from './fix';
import { mcp } from './mcp';
import { options } from './options';
import { rule } from './rule';
import { run } from './run';
import { status } from './status';
import { unknowns } from './unknowns';

const OTHERS: readonly Command[] = [check, baseline, fix, explain, unknowns, options, evaluate, rule, run, status, mcp];

export const COMMANDS: readonly Command[] = [...OTHERS, completions(OTHERS)];
