// What a user sees before anything runs: the question with the exact commands, or the reason why there is none.

import * as vscode from 'vscode';
import { commandLines } from '../../../server/src/run/command-line';
import type { Refusal } from '../../../server/src/run/plan/draft';
import { ask, mention, say } from '../window';
import type { Answer, Question } from './question';

const COPY = vscode.l10n.t('Copy Command');
const REBUILD = vscode.l10n.t('Rebuild and Switch…');

/** Asks; undefined when the user wants nothing of it. */
export async function answerTo({ title, paragraphs, answers }: Question): Promise<Answer | undefined> {
  const pressed = await ask(title, paragraphs, ...answers.map(({ label }) => label));
  return answers.find(({ label }) => label === pressed)?.answer;
}

/** Says why nothing runs. True when the user wants to rebuild instead. */
export async function explainRefusal(refusal: Refusal): Promise<boolean> {
  const choices = [...(refusal.offerRebuild ? [REBUILD] : []), ...(refusal.commands.length === 0 ? [] : [COPY])];
  const answer = await say.warn(refusal.reason, ...choices);
  if (answer === COPY) await copyCommands(refusal.commands);
  return answer === REBUILD;
}

/** Puts the commands on the clipboard, quoted for a shell. */
export async function copyCommands(commands: readonly (readonly string[])[]): Promise<void> {
  await vscode.env.clipboard.writeText(commandLines(commands).join('\n'));
  mention('clippy', vscode.l10n.t('Command copied'), 4000);
}
