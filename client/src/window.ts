// The only way to messages, questions and menus of VS Code (test/unit/client/window.test.ts): whatever
// they are given reads as text.
import * as vscode from 'vscode';
import { visible } from '../../server/src/protocol/visible';
import { saidOnce } from './menu-items';
import { inLabel, inMessage } from './shown';

/** Messages with their buttons; each gives the button that was pressed. */
export const say = {
  info: (text: string, ...buttons: readonly string[]) =>
    vscode.window.showInformationMessage(inMessage(text), ...buttons),
  warn: (text: string, ...buttons: readonly string[]) => vscode.window.showWarningMessage(inMessage(text), ...buttons),
  error: (text: string, ...buttons: readonly string[]) => vscode.window.showErrorMessage(inMessage(text), ...buttons),
};

/** As much as a question shows of one paragraph: a command is shown whole, since longer ones are refused. */
const PARAGRAPH = 20_000;

/** A modal question with paragraphs below its title. Gives the button that was pressed. */
export async function ask(
  title: string,
  paragraphs: readonly string[],
  ...buttons: readonly string[]
): Promise<string | undefined> {
  const detail = paragraphs.map((paragraph) => visible(paragraph, PARAGRAPH)).join('\n\n');
  return vscode.window.showWarningMessage(visible(title, PARAGRAPH), { modal: true, detail }, ...buttons);
}

/** A word in the status bar, with an icon, for so many milliseconds. */
export function mention(icon: string, text: string, milliseconds: number): vscode.Disposable {
  return vscode.window.setStatusBarMessage(`$(${icon}) ${inLabel(text)}`, milliseconds);
}

/** An entry of a menu; texts without icons of their own. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: string;
  readonly description?: string;
  readonly detail?: string;
  readonly kind?: vscode.QuickPickItemKind;
}

/** As much as a menu shows of a command. */
const DETAIL = 1000;

/** The entry of a menu that the user picks. What all entries say is its title, unless it has one. */
export async function pick<T extends MenuItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<T | undefined> {
  const once = saidOnce(items, ({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
  const shown = once.items.map((item, index) => ({
    label: `${item.icon === undefined ? '' : `$(${item.icon}) `}${inLabel(item.label)}`,
    ...(item.description === undefined ? {} : { description: inLabel(item.description) }),
    ...(item.detail === undefined ? {} : { detail: inLabel(item.detail, DETAIL) }),
    ...(item.kind === undefined ? {} : { kind: item.kind }),
    item: items[index],
  }));
  const title = options.title ?? (once.title === undefined ? undefined : inLabel(once.title));
  return (await vscode.window.showQuickPick(shown, { ...options, ...(title === undefined ? {} : { title }) }))?.item;
}

/** A line of text that the user types. */
export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  /** Why a text cannot be taken. */
  readonly problem: (text: string) => string | undefined;
}

/** What the user types; undefined when that is nothing. */
export async function askText({ title, prompt, problem }: TextQuestion): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: inLabel(title),
    prompt: inLabel(prompt),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const found = problem(text);
      return found === undefined ? undefined : inMessage(found);
    },
  });
}
