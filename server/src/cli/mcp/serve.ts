// The Model Context Protocol over standard input and output: a bundle of its own, which only `mcp` loads.
import type { Readable, Writable } from 'node:stream';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  type Tool as ListedTool,
  ListToolsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Tool, ToolAnswer } from '../../assistants/tool';

export interface Served {
  readonly version: string;
  readonly tools: readonly Pick<Tool, 'name' | 'title' | 'description' | 'input'>[];
  /** The answer to a question; never fails. */
  answer(tool: string, input: unknown): Promise<ToolAnswer>;
  /** The same as a text. */
  text(answer: ToolAnswer): string;
  readonly input: Readable;
  readonly output: Writable;
}

const INSTRUCTIONS =
  'Knows the NixOS and Home Manager configurations of one folder by evaluating their Nix files itself. Each answer ' +
  'is about the files as they are then. Nothing is built, run or written: a fix is proposed as an edit for you to make, with ' +
  "the user's consent. Start with list_systems or check. What cannot be known is said to be unknown, in notes.";

/** Serves one client until it goes away. */
export async function serve({ version, tools, answer, text, input, output }: Served): Promise<void> {
  const server = new Server(
    { name: 'nixos-specialisations', title: 'NixOS Specialisations', version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  const open = new Set<Promise<ToolAnswer>>();
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(listed) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }): Promise<CallToolResult> => {
    const asked = answer(params.name, params.arguments);
    open.add(asked);
    const found = await asked;
    open.delete(asked);
    const content: CallToolResult['content'] = [{ type: 'text', text: text(found) }];
    return 'problem' in found ? { content, isError: true } : { content, structuredContent: found.data };
  });
  const gone = new Promise<void>((done) => {
    for (const event of ['end', 'close', 'error']) input.once(event, () => done());
  });
  await server.connect(new StdioServerTransport(input, output));
  await gone;
  // What was asked last is still answered.
  for (let turn = 0; turn === 0 || open.size > 0; turn++) {
    await nextTurn();
    await Promise.all(open);
    await nextTurn();
  }
  await server.close();
}

const nextTurn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Looking changes nothing, and asks nobody but the files of the folder. */
const listed = ({ name, title, description, input }: Served['tools'][number]): ListedTool => ({
  name,
  title,
  description,
  inputSchema: { ...input, properties: { ...input.properties }, required: [...(input.required ?? [])] },
  annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
});
