// Modules as calls: who imports a file, and what it imports.
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  SymbolKind,
} from 'vscode-languageserver';
import {
  importedBy,
  importersOf,
  type ModuleItem,
  type ModuleName,
  moduleItemsAt,
} from '../../features/call-hierarchy';
import { visible } from '../../protocol/visible';
import { toRange, toUri } from '../convert';
import { guardAsync } from '../guard';
import type { Session } from '../session';
import { askedAt } from './asked-at';
import type { Handler } from './handler';

export const callHierarchy: Handler = {
  capabilities: { callHierarchyProvider: true },
  register(session) {
    const { connection, logger, core } = session;
    const { onPrepare, onIncomingCalls, onOutgoingCalls } = connection.languages.callHierarchy;
    onPrepare(
      guardAsync(logger, 'prepareCallHierarchy', null, async ({ textDocument, position }, token) => {
        const asked = await askedAt(textDocument.uri, position, session, ({ file }) =>
          core.ask({ about: 'imports', of: file }, token),
        );
        const items = asked === undefined ? [] : moduleItemsAt(asked.answer, asked.file, asked.offset);
        return (): CallHierarchyItem[] | null =>
          items.length === 0 ? null : items.map((item) => toItem(item, session));
      }),
    );

    onIncomingCalls(
      guardAsync(logger, 'incomingCalls', [], async ({ item }, token) => {
        const name = nameOf(item);
        const reports = (await core.ask({ about: 'imports', of: name.file }, token)) ?? [];
        return (): CallHierarchyIncomingCall[] =>
          importersOf(reports, name).map((call) => ({
            from: toItem(call.item, session),
            fromRanges: call.spans.map((span) => toRange({ ...span, file: call.item.file }, session)),
          }));
      }),
    );

    onOutgoingCalls(
      guardAsync(logger, 'outgoingCalls', [], async ({ item }, token) => {
        const name = nameOf(item);
        const reports = (await core.ask({ about: 'imports', of: name.file }, token)) ?? [];
        return (): CallHierarchyOutgoingCall[] =>
          importedBy(reports, name).map((call) => ({
            to: toItem(call.item, session),
            fromRanges: call.spans.map((span) => toRange({ ...span, file: name.file }, session)),
          }));
      }),
    );
  },
};

function toItem({ file, host, name, detail, span }: ModuleItem, session: Session): CallHierarchyItem {
  const range = toRange({ ...span, file }, session);
  const data: ModuleName = { file, host };
  const kind = host === null ? SymbolKind.File : SymbolKind.Module;
  return {
    name: visible(name),
    detail: visible(detail),
    kind,
    uri: toUri(file, session),
    range,
    selectionRange: range,
    data,
  };
}

/** What we gave comes back; anything else is a file that nobody knows. */
function nameOf({ data }: CallHierarchyItem): ModuleName {
  const { file, host }: Partial<Record<keyof ModuleName, unknown>> = data ?? {};
  return { file: typeof file === 'string' ? file : '', host: typeof host === 'string' ? host : null };
}
