// Tells our client what was analysed, and what was not and why.
import type { Connection } from 'vscode-languageserver/node';
import { type AnalysisStatus, STATUS_NOTIFICATION } from '../protocol/requests';
import type { PartialSnapshot } from '../service/api';
import type { ClientFeatures } from './client-features';
import type { Listener } from './core/client';

/** Work that takes less is not worth a word. */
const BUSY_AFTER_MS = 300;

export function startStatus(
  onSlice: (listener: Listener) => void,
  connection: Connection,
  client: ClientFeatures,
): void {
  if (!client.showsStatus) return;
  let last = '';
  onSlice((partial, sinceMs, isOver) => {
    if (!isOver && sinceMs < BUSY_AFTER_MS) return;
    const status = statusOf(partial, !isOver);
    const text = JSON.stringify(status);
    if (text === last) return;
    last = text;
    void connection.sendNotification(STATUS_NOTIFICATION, status);
  });
}

function statusOf({ systems, missing, notes }: PartialSnapshot, busy: boolean): AnalysisStatus {
  const whole = systems.filter(({ isFragment }) => !isFragment);
  return {
    busy,
    systems: whole.length,
    specialisations: whole.reduce((sum, { specialisations }) => sum + specialisations.length, 0),
    files: new Set(systems.flatMap(({ files }) => files)).size,
    fragments: systems.filter(({ isFragment }) => isFragment).map(({ entry }) => entry),
    unread: [...new Set(systems.flatMap(({ unread }) => unread))].sort(),
    missing,
    notes: notes.flatMap(({ file, message }) =>
      file === undefined ? [] : [`${file.slice(file.lastIndexOf('/') + 1)}: ${message}`],
    ),
  };
}
