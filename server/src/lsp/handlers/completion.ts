// What can be written in a specialisation.
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  type Range,
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
        async ({ textDocument, position }, token): Promise<() => CompletionItem[] | CompletionList> => {
          const { offersOptions } = session.features;
          const asked = await askedAt(textDocument.uri, position, session, async (place) => ({
            found: await core.ask({ about: 'completion', of: { ...place, offersOptions } }, token),
          }));
          return () => {
            const found = asked?.answer.found;
            if (asked === undefined || found === undefined) return [];
            const rangeOf = (span: Span): Range =>
              toRange({ start: span.start, end: span.end, file: asked.file }, session);
            const written = writtenItems(found.items, rangeOf, client);
            return client.completionDefaults
              ? asList(written, rangeOf(found.word))
              : each(written, rangeOf(found.word));
          };
        },
      ),
    );
  },
};

/** An item without what takes the place of the word. */
interface WrittenItem {
  readonly item: CompletionItem;
  readonly newText: string;
}

function writtenItems(
  items: readonly Item[],
  rangeOf: (span: Span) => Range,
  {
    snippets: canSnippets,
    labelDetails,
    hasOtherServer,
  }: Pick<ClientFeatures, 'snippets' | 'labelDetails' | 'hasOtherServer'>,
): readonly WrittenItem[] {
  return items.map(({ label, kind, detail, text = label, snippet, group, also = [] }): WrittenItem => {
    const isSnippet = canSnippets && snippet !== undefined;
    // Another server offers the option by its name: ours is the whole definition, and says so.
    const shown = visible(hasOtherServer && kind === 'option' && isSnippet ? `${label} = …;` : label);
    const item: CompletionItem = {
      label: shown,
      kind: KINDS[kind],
      ...said(detail === undefined ? undefined : visible(detail), labelDetails && group === 0),
      sortText: `${group}${label}`,
      ...(shown === label ? {} : { filterText: label }),
      ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
      ...(also.length === 0
        ? {}
        : { additionalTextEdits: also.map((edit) => ({ range: rangeOf(edit), newText: edit.newText })) }),
    };
    return { item, newText: isSnippet ? snippet : text };
  });
}

/**
 * What is said of an item, beside each or of the one in hand: of thousands it would be most of the answer. Not both:
 * editors would cut off the first to make room for the second.
 */
function said(detail: string | undefined, isBeside: boolean): Pick<CompletionItem, 'detail' | 'labelDetails'> {
  if (detail === undefined) return {};
  return isBeside ? { labelDetails: { description: detail } } : { detail };
}

const each = (written: readonly WrittenItem[], range: Range): CompletionItem[] =>
  written.map(({ item, newText }) => ({ ...item, textEdit: { range, newText } }));

/** What is the same for all is said once: with a thousand items, that is half of the answer. */
function asList(written: readonly WrittenItem[], editRange: Range): CompletionList {
  const isSnippet = written.some(({ item }) => item.insertTextFormat === InsertTextFormat.Snippet);
  return {
    isIncomplete: false,
    itemDefaults: { editRange, ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}) },
    items: written.map(({ item: { insertTextFormat = InsertTextFormat.PlainText, ...item }, newText }) => ({
      ...item,
      ...(newText === item.label ? {} : { textEditText: newText }),
      ...(isSnippet && insertTextFormat === InsertTextFormat.PlainText ? { insertTextFormat } : {}),
    })),
  };
}
