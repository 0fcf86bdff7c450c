// What is known of a configuration before it is built: by the analysis, the editor, and git's index.
import * as vscode from 'vscode';
import type { RunSpec } from '../../../server/src/protocol/run';
import { actionInfo } from '../../../server/src/run/actions';
import { systemRoot } from '../../../server/src/run/machine/system-root';
import { repositoryOf, untrackedFiles } from '../../../server/src/run/machine/untracked';
import { fromAnalysis, type KnownConfiguration } from '../../../server/src/run/warnings/known';
import type { Server } from '../server';
import { soon } from '../systems';

/** As long as a click waits for an analysis to end. */
const PATIENCE_MS = 5000;

export interface KnownBefore extends KnownConfiguration {
  /** The repository whose index does not have the untracked files. */
  readonly repository?: string | undefined;
}

/** Of what is only activated nothing is asked. `running`: the specialisation that a run may leave. */
export async function knownBefore(
  spec: RunSpec,
  server: Pick<Server, 'knowledge'>,
  running: string | null,
): Promise<KnownBefore> {
  if (actionInfo(spec.action)?.usesBuilt !== false) return {};
  const { system, host, root } = spec;
  const specialisation = spec.specialisation ?? running;
  const found = await soon(server.knowledge({ system, host, root, specialisation }), PATIENCE_MS).catch(
    () => undefined,
  );
  const unsaved = unsavedDocuments(spec, found?.files ?? []).map(({ uri }) => vscode.workspace.asRelativePath(uri));
  if (found === undefined || found === null) return { unsaved };
  const here = systemRoot();
  const isFlake = root.kind === 'flake';
  return {
    ...fromAnalysis(found),
    unsaved,
    untracked: isFlake ? await untrackedFiles(here, root.path, found.files) : [],
    repository: isFlake ? (await repositoryOf(here, root.path))?.folder : undefined,
  };
}

/** Documents with changes that would not be built: files of the configuration, and whatever else lies in its flake. */
export function unsavedDocuments(
  { root }: Pick<RunSpec, 'root'>,
  files: readonly string[],
): readonly vscode.TextDocument[] {
  const taking = new Set([...files, root.path]);
  const below = root.kind === 'flake' ? `${root.path.replace(/\/$/, '')}/` : undefined;
  return vscode.workspace.textDocuments.filter(({ isDirty, uri }) => {
    if (!isDirty || uri.scheme !== 'file') return false;
    return taking.has(uri.fsPath) || (below !== undefined && uri.fsPath.startsWith(below));
  });
}
