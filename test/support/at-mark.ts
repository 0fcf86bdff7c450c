// Requests about the place that `$0` marks in one of the files of a fixture.
import { LineIndex } from '../../server/src/base/line-index';
import { parseFixture } from './fixture';
import { type Editor, type InitializeOverrides, OUR_CLIENT, withEditor } from './lsp-pair';

export interface Mark {
  readonly path: string;
  readonly offset: number;
  readonly text: string;
  /** As requests about a place take it. */
  readonly params: {
    readonly textDocument: { readonly uri: string };
    readonly position: { readonly line: number; readonly character: number };
  };
}

/** What our client, or another, says when it starts, for a server that shows Markdown. */
export const SHOWS_MARKDOWN: InitializeOverrides = {
  capabilities: {
    ...OUR_CLIENT.capabilities,
    textDocument: { ...OUR_CLIENT.capabilities.textDocument, hover: { contentFormat: ['markdown', 'plaintext'] } },
  },
};

/** Opens the file with the mark in an editor on the fixture's folder and hands both to `ask`. */
export async function atMark<T>(
  fixture: string,
  ask: (editor: Editor, mark: Mark) => Promise<T>,
  overrides: InitializeOverrides = {},
): Promise<T> {
  const files = parseFixture(fixture);
  const [path, marked] = [...files].find(([, text]) => text.includes('$0')) ?? [];
  if (path === undefined || marked === undefined) throw new Error('no $0 in the fixture');
  const offset = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const written = [...files].map(([file, content]) => `#- ${file}\n${file === path ? text : content}`).join('\n');
  let answer: { readonly said: T } | undefined;
  await withEditor(written, async (editor) => {
    await editor.initialize(overrides);
    await editor.open(path, text);
    const position = new LineIndex(text).position(offset);
    const params = { textDocument: { uri: editor.uri(path) }, position };
    answer = { said: await ask(editor, { path, offset, text, params }) };
  });
  if (answer === undefined) throw new Error('nothing was answered');
  return answer.said;
}

/** A place as `/file.nix:line`, lines from 1. */
export const placeIn =
  (editor: Editor) =>
  ({ uri, range }: { readonly uri: string; readonly range: { readonly start: { readonly line: number } } }): string =>
    `${decodeURIComponent(uri).slice(decodeURIComponent(editor.uri('')).length)}:${range.start.line + 1}`;
