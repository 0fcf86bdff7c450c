// Reads the settings. A value of the wrong kind counts as not set, so one slip in settings.json never breaks a command.
import * as vscode from 'vscode';

/** Prefix of all settings, commands and the task type. */
export const SECTION = 'nixosSpecialisations';

/** The file of settings, or of tasks, that belongs to the workspace as a whole. */
export function workspaceFile(file: string): string {
  const saved = vscode.workspace.workspaceFile;
  if (saved === undefined) return `.vscode/${file}`;
  return saved.scheme === 'untitled'
    ? vscode.l10n.t('a workspace that is not saved')
    : saved.path.slice(saved.path.lastIndexOf('/') + 1);
}

/** That of the folder which holds `resource`; named where there are several. */
export function folderFile(resource: vscode.Uri, file: string): string {
  const folder = vscode.workspace.getWorkspaceFolder(resource);
  return vscode.workspace.workspaceFile === undefined || folder === undefined
    ? `.vscode/${file}`
    : `${folder.name}/.vscode/${file}`;
}

/** Whether lenses are shown. */
export function codeLensEnabled(): boolean {
  return vscode.workspace.getConfiguration(SECTION).get<unknown>('codeLens.enabled') !== false;
}

/** How much is shown unasked, and offered; the server reads what it can. */
export function featureSettings(): unknown {
  const section = vscode.workspace.getConfiguration(SECTION);
  return Object.fromEntries(FEATURE_SETTINGS.map((name) => [name, plain(section.get<unknown>(name))]));
}

const FEATURE_SETTINGS = ['inlayHints', 'completion', 'nixpkgs', 'homeManager', 'completeCheck', 'memoryLimit'];

/** How loud each rule is, by code. The server reads it again when it changes. */
export function ruleLevels(): unknown {
  return plain(vscode.workspace.getConfiguration(SECTION).get<unknown>('rules'));
}

/** What VS Code gives stands for the value, and cannot be copied to a worker. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
