// What can be written in a specialisation.
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  type TextEdit as ProtocolEdit,
} from 'vscode-languageserver';
import type { Span } from '../../base/span';
import type { CompletionItem as Item } from '../../features/completion/item';
import { visible } from '../../protocol/visible';
import type { ClientFeatures } from '../client-features';
import { toRange } from '../convert';
import { guardAsync } from '../guard';
import { askedAt } from './asked-at';
import type { Handler } from './handler';

const KINDS: Readonly<Record<Item['kind'], CompletionItemKind>> = {
  option: CompletionItemKind.Property,
  set: CompletionItemKind.Module,
  value: CompletionItemKind.Value,
  keyword: CompletionItemKind.Snippet,
  specialisation: CompletionItemKind.EnumMember,
};

export const completion: Handler = {
  capabilities: { completionProvider: { triggerCharacters: ['.', '"'] } },
  register(session) {
    const { connection, logger, core, client } = session;
    connection.onCompletion(
      guardAsync(
        logger,
        'completion',
        [],
        async ({ textDocument, position }, token): Promise<() => CompletionItem[]> => {
          const { offersOptions } = session.features;
          const asked = await askedAt(textDocument.uri, position, session, async (place) => ({
            found: await core.ask({ about: 'completion', of: { ...place, offersOptions } }, token),
          }));
          return () => {
            const found = asked?.answer.found;
            if (asked === undefined || found === undefined) return [];
            const edit = (span: Span, newText: string): ProtocolEdit => ({
              range: toRange({ start: span.start, end: span.end, file: asked.file }, session),
              newText,
            });
            return found.items.map((item) => toItem(item, found.word, edit, client));
          };
        },
      ),
    );
  },
};

function toItem(
  { label, kind, detail, text, snippet, group, also }: Item,
  word: Span,
  edit: (span: Span, newText: string) => ProtocolEdit,
  { snippets: canSnippets, hasOtherServer }: Pick<ClientFeatures, 'snippets' | 'hasOtherServer'>,
): CompletionItem {
  const isSnippet = canSnippets && snippet !== undefined;
  return {
    // Another server offers the option by its name: ours is the whole definition, and says so.
    label: visible(hasOtherServer && kind === 'option' && isSnippet ? `${label} = …;` : label),
    kind: KINDS[kind],
    ...(detail === undefined ? {} : { detail: visible(detail) }),
    sortText: `${group}${label}`,
    filterText: label,
    ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    textEdit: edit(word, isSnippet ? snippet : text),
    ...(also.length === 0 ? {} : { additionalTextEdits: also.map((each) => edit(each, each.newText)) }),
  };
}
