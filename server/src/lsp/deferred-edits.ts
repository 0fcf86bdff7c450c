// Actions of code whose edits are made once one of them is chosen, for editors that ask for them then. Nothing is
// remembered: what is offered by then at the same place of the same text is found again by what it is called.
import type { CodeAction, CodeActionParams, Range } from 'vscode-languageserver';

interface Asked {
  readonly uri: string;
  /** Of the text. */
  readonly version: number;
  readonly range: Range;
  /** Which problems the action is about: several in a range may be mended under one title. */
  readonly problems: string;
}

/** The actions without their edits; those that nothing but their edits tells apart keep them. */
export function withoutEdits(
  actions: readonly CodeAction[],
  { textDocument: { uri }, range }: CodeActionParams,
  version: number,
): CodeAction[] {
  return actions.map((action) => {
    if (actions.some((other) => other !== action && isCalledAlike(other, action))) return action;
    const { edit: _, ...offered } = action;
    return { ...offered, data: { uri, version, range, problems: problemsOf(action) } satisfies Asked };
  });
}

/** What to ask for once more, for the edit of an action; undefined where it says nothing of that. */
export function askedOf({
  kind,
  data,
}: CodeAction): { readonly params: CodeActionParams; readonly version: number } | undefined {
  if (!isAsked(data) || kind === undefined) return undefined;
  const { uri, version, range } = data;
  return { params: { textDocument: { uri }, range, context: { diagnostics: [], only: [kind] } }, version };
}

/** The action with the edit that it has among those of now, where it is among them. */
export function withEdit(action: CodeAction, actions: readonly CodeAction[]): CodeAction {
  const problems = isAsked(action.data) ? action.data.problems : '';
  const same = actions.filter((other) => isCalledAlike(other, action, problems));
  const [{ edit } = {}, ...more] = same;
  return edit === undefined || more.length > 0 ? action : { ...action, edit };
}

const isCalledAlike = (a: CodeAction, b: CodeAction, problems = problemsOf(b)): boolean =>
  a.title === b.title && a.kind === b.kind && problemsOf(a) === problems;

const problemsOf = ({ diagnostics = [] }: CodeAction): string =>
  JSON.stringify(diagnostics.map(({ code, range: { start, end } }) => [code, start, end]));

const isAsked = (data: unknown): data is Asked =>
  typeof data === 'object' && data !== null && 'uri' in data && 'version' in data && 'range' in data;
