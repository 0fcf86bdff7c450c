// The tools that language models may use in the editor: what they ask is answered by the server, and a fix is shown to
// the user, who makes it or not.
import type * as vscode from 'vscode';
import {
  type AssistantParams,
  type AssistantResult,
  TOOL_NAMES,
  type ToolName,
  toolId,
} from '../../../server/src/protocol/assistant';
import type { Log } from '../log';

/** The parts of VS Code's interface that it has since 1.95. */
export interface LanguageModelApi {
  readonly lm: { registerTool(name: string, tool: LanguageModelTool): vscode.Disposable };
  readonly LanguageModelTextPart: new (text: string) => object;
  readonly LanguageModelToolResult: new (parts: readonly object[]) => object;
}

export interface LanguageModelTool {
  /** Gives a result, or fails with a message for the model. */
  invoke(options: { readonly input: unknown }, token: vscode.CancellationToken): Promise<object>;
}

export interface ToolParts<Edit> {
  readonly server: {
    assistant(params: AssistantParams, token: vscode.CancellationToken): Promise<AssistantResult<Edit> | undefined>;
  };
  readonly log: Pick<Log, 'info' | 'error'>;
  /** Shows an edit and makes it once the user says so; gives whether it was made. */
  readonly propose: (edit: Edit) => PromiseLike<boolean>;
}

/** Whether this VS Code has tools. */
const hasTools = (api: object): api is LanguageModelApi =>
  'lm' in api && typeof api.lm === 'object' && api.lm !== null && 'registerTool' in api.lm;

/** Registers every tool, where there are any. @param api the editor's interface */
export function registerTools<Edit>(api: object, parts: ToolParts<Edit>): readonly vscode.Disposable[] {
  if (!hasTools(api)) return [];
  try {
    return TOOL_NAMES.map((name) =>
      api.lm.registerTool(toolId(name), { invoke: ({ input }, token) => invoke(name, input, token, api, parts) }),
    );
  } catch (error) {
    // Shortly before it had them for all, they were for those who try them out.
    parts.log.info(`no language model tools: ${String(error)}`);
    return [];
  }
}

async function invoke<Edit>(
  name: ToolName,
  input: unknown,
  token: vscode.CancellationToken,
  { LanguageModelToolResult, LanguageModelTextPart }: LanguageModelApi,
  { server, log, propose }: ToolParts<Edit>,
): Promise<object> {
  const answer = await server.assistant({ tool: name, input }, token);
  if (answer === undefined) throw new Error('the language server is not running');
  if (answer.isProblem) throw new Error(answer.text);
  const texts = [answer.text];
  if (answer.edit !== undefined) {
    const isMade = await propose(answer.edit);
    log.info(`assistant tool=${name} edit=${isMade ? 'made' : 'declined'}`);
    texts.push(JSON.stringify({ edit: isMade ? 'made' : 'declined' }));
  }
  return new LanguageModelToolResult(texts.map((text) => new LanguageModelTextPart(text)));
}
