// The pages of the rules, which come with the extension: what there is, and opening one.
import * as vscode from 'vscode';
import { type RuleSummary, rulesIn } from './rule-list';
import { SECTION } from './settings';

export interface RulePages {
  readonly all: readonly RuleSummary[];
  /** Shows the page of a rule beside the code, as it reads. */
  readonly open: (code: string) => Promise<void>;
  /** The diagnostic with its code as a link to the page of its rule. */
  readonly linked: (diagnostic: vscode.Diagnostic) => vscode.Diagnostic;
}

/** Its argument is the code of a rule; without one it looks at the cursor, then asks. */
export const EXPLAIN_COMMAND = `${SECTION}.explainRule`;

export function rulePagesOf({ extensionUri, extension }: vscode.ExtensionContext): RulePages {
  const all = rulesIn(extension.packageJSON);
  // The manifest says that these files open as they read. A command would not be run from a hover.
  const pageOf = (code: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, `docs/rules/${code}.md`);
  return {
    all,
    open: async (code) => {
      await vscode.commands.executeCommand('vscode.open', pageOf(code), vscode.ViewColumn.Beside);
    },
    linked: (diagnostic) => {
      const { code } = diagnostic;
      if (typeof code === 'string' && all.some((rule) => rule.code === code))
        diagnostic.code = { value: code, target: pageOf(code) };
      return diagnostic;
    },
  };
}

/** The rule of one of our diagnostics. */
export function ruleOf(diagnostic: vscode.Diagnostic): string | undefined {
  const { code } = diagnostic;
  if (!isOurs(diagnostic)) return undefined;
  const value = typeof code === 'object' ? code.value : code;
  return typeof value === 'string' ? value : undefined;
}

export const isOurs = ({ source }: vscode.Diagnostic): boolean => source === DIAGNOSTIC_SOURCE;

/** As the server signs its diagnostics. */
const DIAGNOSTIC_SOURCE = 'specialisations';
