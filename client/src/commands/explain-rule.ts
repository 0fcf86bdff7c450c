// "Explain a Rule": the page of the rule that a finding comes from, or of one that is picked.
import * as vscode from 'vscode';
import type { RuleSummary } from '../rule-list';
import { ruleOf } from '../rule-pages';
import { pick } from '../window';
import type { Command } from './command';

/** With a code, as links give it: that rule. Else the one whose finding is under the cursor, else any. */
export const explainRule: Command = async ({ rules }, [given]) => {
  const named = rules.all.find(({ code }) => code === given);
  const here = rulesAtCursor().flatMap((code) => rules.all.filter((rule) => rule.code === code));
  const chosen = named ?? (here.length === 1 ? here[0] : await picked(here.length > 1 ? here : rules.all));
  if (chosen !== undefined) await rules.open(chosen.code);
};

async function picked(rules: readonly RuleSummary[]): Promise<RuleSummary | undefined> {
  const items = rules.map((rule) => ({ label: rule.code, detail: rule.summary.replaceAll('`', ''), rule }));
  const item = await pick(items, {
    title: vscode.l10n.t('Explain a Rule'),
    placeHolder: vscode.l10n.t('Rule'),
    matchOnDetail: true,
  });
  return item?.rule;
}

function rulesAtCursor(): readonly string[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return [];
  const { active } = editor.selection;
  const found = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.contains(active))
    .map(ruleOf)
    .filter((code) => code !== undefined);
  return [...new Set(found)];
}
