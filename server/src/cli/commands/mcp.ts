// `mcp [PATH]`: what is known of the configurations in a folder, for assistants that speak the Model Context Protocol.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { TOOLS } from '../../assistants/index';
import { answerText } from '../../assistants/tool';
import type { Command } from '../command';
import { Look } from '../mcp/look';
import type { serve } from '../mcp/serve';
import { READING_HELP, READING_OPTIONS, targetOf } from '../target';

/** Beside the bundle that this is a part of. */
const SERVER_FILE = 'mcp.js';

export const mcp: Command = {
  name: 'mcp',
  usage: 'mcp [PATH] [--allow-outside]',
  summary: 'answer assistants about the configurations in a folder, by the Model Context Protocol on standard input',
  optionHelp: READING_HELP,
  options: READING_OPTIONS,
  examples: [['mcp ~/nixos', 'what an MCP client is told to start']],
  async run({ options, positionals }, environment) {
    const args = { options, positionals: positionals.length === 0 ? ['.'] : positionals };
    // What is wrong with the arguments is said at once, not with the first question.
    targetOf(args, environment);
    const file = join(__dirname, SERVER_FILE);
    const bundle: { readonly serve: typeof serve } = createRequire(file)(file);
    const look = new Look(args, environment);
    await bundle.serve({
      version: environment.installation.version,
      tools: TOOLS,
      answer: (tool, input) => look.ask(tool, input),
      text: answerText,
      input: process.stdin,
      output: process.stdout,
    });
    return 0;
  },
};
