// The tools that VS Code offers to language models: what the manifest says of them, and what happens when one is used.
import { describe, expect, it } from 'vitest';
import type { CancellationToken } from 'vscode';
import { registerTools, type ToolParts } from '../../../client/src/assistants/tools';
import manifest from '../../../package.json';
import { TOOLS } from '../../../server/src/assistants';
import { type AssistantResult, toolId } from '../../../server/src/protocol/assistant';

it('the manifest lists the tools of the command line, with the same words and schemas', () => {
  const listed = manifest.contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
    name,
    modelDescription,
    inputSchema,
  }));
  expect(listed).toEqual(
    TOOLS.map(({ name, description, input }) => ({
      name: toolId(name),
      modelDescription: description,
      inputSchema: input,
    })),
  );
});

type Invoke = (options: { readonly input: unknown }, token: CancellationToken) => Promise<object>;

/** VS Code as far as tools are concerned. */
function editor() {
  const tools = new Map<string, Invoke>();
  class LanguageModelTextPart {
    constructor(readonly text: string) {}
  }
  class LanguageModelToolResult {
    constructor(readonly parts: readonly object[]) {}
  }
  const lm = {
    registerTool(name: string, { invoke }: { readonly invoke: Invoke }) {
      tools.set(name, invoke);
      return { dispose: () => tools.delete(name) };
    },
  };
  return { api: { lm, LanguageModelTextPart, LanguageModelToolResult }, tools };
}

const TOKEN: CancellationToken = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
const EDIT = 'an edit';
const log = { info: () => {}, error: () => {} };

/** What a model gets that uses a tool. */
async function used(answer: AssistantResult<string> | undefined, isMade = false) {
  const { api, tools } = editor();
  const asked: unknown[] = [];
  const shown: unknown[] = [];
  registerTools(api, {
    log,
    server: {
      assistant: async (params) => {
        asked.push(params);
        return answer;
      },
    },
    propose: async (edit) => {
      shown.push(edit);
      return isMade;
    },
  });
  const result = tools.get('nixosSpecialisations_propose_fix')?.({ input: { line: 1 } }, TOKEN);
  const parts = await result?.then(
    (found) => Object(found).parts.map(({ text }: { readonly text: string }) => text),
    (error: unknown) => String(error),
  );
  return { parts, asked, shown };
}

describe('a tool', () => {
  it('is asked of the server, and tells what that says', async () => {
    expect(await used({ text: '{}', isProblem: false })).toEqual({
      parts: ['{}'],
      asked: [{ tool: 'propose_fix', input: { line: 1 } }],
      shown: [],
    });
  });

  it.each([
    [true, 'made'],
    [false, 'declined'],
  ])('shows an edit, and tells what became of it: %s', async (isMade, word) => {
    const { parts, shown } = await used({ text: '{}', isProblem: false, edit: EDIT }, isMade);
    expect(parts).toEqual(['{}', JSON.stringify({ edit: word })]);
    expect(shown).toEqual([EDIT]);
  });

  it('fails in the words of the server', async () => {
    expect((await used({ text: 'which finding?', isProblem: true })).parts).toBe('Error: which finding?');
    expect((await used(undefined)).parts).toBe('Error: the language server is not running');
  });
});

describe('where VS Code has no tools', () => {
  const parts: ToolParts<string> = { log, server: { assistant: async () => undefined }, propose: async () => false };

  it.each([
    ['it is older', {}],
    ['it has other parts', { lm: {} }],
    [
      'it has them for a trial only',
      {
        lm: {
          registerTool: () => {
            throw new Error('proposed');
          },
        },
      },
    ],
  ])('nothing is registered, nothing fails: %s', (_, api) => {
    expect(registerTools(api, parts)).toEqual([]);
  });
});
