// Tells our client what was analysed, and what was not and why.
import type { Connection } from 'vscode-languageserver';
import { type AnalysisStatus, type ReleaseStatus, STATUS_NOTIFICATION } from '../protocol/requests';
import type { PartialSnapshot } from '../service/api';
import type { ClientFeatures } from './client-features';
import type { Listener } from './core/client';

/** Work that takes less is not worth a word. */
const BUSY_AFTER_MS = 300;

/** What is told beside what the core says. */
export interface Beside {
  readonly releases: readonly ReleaseStatus[];
  /** What could not be done, as sentences. */
  readonly notes: readonly string[];
}

/** @returns what is to be called when `beside` gives something else. */
export function startStatus(
  onSlice: (listener: Listener) => void,
  connection: Connection,
  client: ClientFeatures,
  beside: () => Beside,
): () => void {
  if (!client.showsStatus) return () => {};
  let last = '';
  let known: readonly [PartialSnapshot, boolean] | undefined;
  const tell = (): void => {
    if (known === undefined) return;
    const status = statusOf(...known, beside());
    const text = JSON.stringify(status);
    if (text === last) return;
    last = text;
    void connection.sendNotification(STATUS_NOTIFICATION, status);
  };
  onSlice((partial, sinceMs, isOver) => {
    if (!isOver && sinceMs < BUSY_AFTER_MS) return;
    known = [partial, !isOver];
    tell();
  });
  return tell;
}

function statusOf({ systems, missing, notes }: PartialSnapshot, busy: boolean, beside: Beside): AnalysisStatus {
  const whole = systems.filter(({ isFragment }) => !isFragment);
  return {
    busy,
    systems: whole.length,
    specialisations: whole.reduce((sum, { specialisations }) => sum + specialisations.length, 0),
    files: new Set(systems.flatMap(({ files }) => files)).size,
    fragments: systems.filter(({ isFragment }) => isFragment).map(({ entry }) => entry),
    unread: [...new Set(systems.flatMap(({ unread }) => unread))].sort(),
    missing,
    notes: [
      ...notes.flatMap(({ file, message }) =>
        file === undefined ? [] : [`${file.slice(file.lastIndexOf('/') + 1)}: ${message}`],
      ),
      ...beside.notes,
    ],
    releases: beside.releases,
  };
}
