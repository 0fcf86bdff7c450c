// What our client asks for assistants: the tools of server/src/assistants, answered by the server.

/** All tools, in the order in which they are listed. */
export const TOOL_NAMES = ['list_systems', 'check', 'explain_option', 'compare_specialisation', 'propose_fix'] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

/** What a tool is called among those of other extensions. */
export const toolId = (name: ToolName): string => `nixosSpecialisations_${name}`;

/** Request: the answer of a tool. */
export const ASSISTANT_REQUEST = 'nixosSpecialisations/assistant';

export interface AssistantParams {
  readonly tool: ToolName;
  /** As the assistant gave it: the server holds it against the tool's schema. */
  readonly input: unknown;
}

export interface AssistantResult<Edit> {
  /** For the model: JSON, or in plain words why there is none. */
  readonly text: string;
  readonly isProblem: boolean;
  /** What is proposed, that the editor shows before it makes it. */
  readonly edit?: Edit;
}
