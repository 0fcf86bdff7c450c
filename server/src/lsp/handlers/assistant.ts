// Our own request: what assistants ask in the editor. A fix is an edit that the editor shows before it makes it.

import type { WorkspaceEdit } from 'vscode-languageserver';
import { answerText, FAILED } from '../../assistants/tool';
import { ASSISTANT_REQUEST, type AssistantParams, type AssistantResult } from '../../protocol/assistant';
import { toWorkspaceEdit } from '../convert';
import { guardAsync } from '../guard';
import { previewed } from '../previewed';
import type { Handler } from './handler';

const NO_ANSWER: AssistantResult<WorkspaceEdit> = { text: answerText(FAILED), isProblem: true };

export const assistant: Handler = {
  register(session) {
    const { connection, logger, documents, core } = session;
    connection.onRequest(
      ASSISTANT_REQUEST,
      guardAsync(
        logger,
        'assistant',
        NO_ANSWER,
        async ({ tool, input }: AssistantParams, token): Promise<() => AssistantResult<WorkspaceEdit>> => {
          const texts = new Set(documents.all);
          const answer = await core.ask({ about: 'tool', of: { tool, input } }, token);
          return () => {
            if (answer === undefined) return NO_ANSWER;
            if ('problem' in answer) return { text: answerText(answer), isProblem: true };
            const text = answerText(answer);
            const { edits = [] } = answer;
            // What was made for other texts is of no use.
            const isCurrent = [...documents.all].every((document) => texts.has(document));
            const [first] = isCurrent ? edits : [];
            if (first === undefined) return { text, isProblem: false };
            return { text, isProblem: false, edit: previewed(toWorkspaceEdit(edits, session), first.file, session) };
          };
        },
      ),
    );
  },
};
