// Which of the open documents have nothing to do with a configuration, told to an editor that does not ask about those.
import type { Connection } from 'vscode-languageserver';
import { FOREIGN_NOTIFICATION, type ForeignParams } from '../protocol/requests';
import type { PartialSnapshot } from '../service/api';
import type { ClientFeatures } from './client-features';
import type { Listener } from './core/client';
import type { Documents } from './documents';

export interface ForeignParts {
  readonly connection: Connection;
  readonly client: ClientFeatures;
  readonly documents: Documents;
}

export function startForeign(
  onSlice: (listener: Listener) => void,
  { connection, client, documents }: ForeignParts,
): void {
  if (!client.asksLess) return;
  let told: ReadonlyMap<string, boolean> = new Map();
  onSlice((partial) => {
    const now = new Map<string, boolean>();
    for (const { uri, path } of documents.all) {
      const isForeign = partial.isSettled(path) ? isForeignTo(path, partial) : told.get(uri);
      if (isForeign !== undefined) now.set(uri, isForeign);
    }
    const news: ForeignParams = [...now]
      .filter(([uri, isForeign]) => told.get(uri) !== isForeign)
      .map(([uri, isForeign]) => ({ uri, isForeign }));
    told = now;
    if (news.length > 0) void connection.sendNotification(FOREIGN_NOTIFICATION, news);
  });
}

/** What no system has read, and nothing was found in. */
const isForeignTo = (path: string, partial: PartialSnapshot): boolean =>
  !partial.isRead(path) && !partial.shown.some(({ file }) => file === path);
