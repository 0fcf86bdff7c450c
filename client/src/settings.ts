// Reads the settings. A value of the wrong kind counts as not set, so one slip in settings.json never breaks a command.
import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { ConfirmSetting } from '../../server/src/run/confirm-policy';
import type { Elevate, RunSetting, RunSettings, WorkspaceValue } from '../../server/src/run/machine';

/** Prefix of all settings, commands and the task type. */
export const SECTION = 'nixosSpecialisations';

const RUN_SETTINGS: readonly RunSetting[] = ['rebuildCommand', 'homeManagerCommand', 'elevate', 'systemProfile'];

/** VS Code's own setting that reaches every command: `LD_PRELOAD` or `PATH` make another one of it. */
const ENVIRONMENT = `terminal.integrated.env.${process.platform === 'darwin' ? 'osx' : 'linux'}`;

/** Settings about how to run things in the folder that holds `path`, as they are now. */
export function runSettings(path: string): RunSettings {
  const resource = vscode.Uri.file(path);
  const section = vscode.workspace.getConfiguration(SECTION, resource);
  const systemProfile = section.get<unknown>('systemProfile');
  return {
    rebuildCommand: words(section.get<unknown>('rebuildCommand'), 'nixos-rebuild'),
    homeManagerCommand: words(section.get<unknown>('homeManagerCommand'), 'home-manager'),
    elevate: elevate(section.get<unknown>('elevate')),
    systemProfile:
      typeof systemProfile === 'string' && systemProfile.startsWith('/')
        ? systemProfile
        : '/nix/var/nix/profiles/system',
    fromWorkspace: [
      ...RUN_SETTINGS.flatMap((setting) => workspaceValue(setting, `${SECTION}.${setting}`, resource)),
      ...workspaceValue('environment', ENVIRONMENT, resource),
    ],
  };
}

/**
 * When to ask before running: `always` if anybody says so. A workspace can make it stricter for its user, never laxer.
 */
export function confirmSetting(path: string): ConfirmSetting {
  const found = vscode.workspace.getConfiguration(SECTION, vscode.Uri.file(path)).inspect<unknown>('confirm');
  const said = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
  return said.includes('always') ? 'always' : 'whenChangingSystem';
}

/** Where the workspace gives this setting, if it does. */
function workspaceValue(
  setting: WorkspaceValue['setting'],
  name: string,
  resource: vscode.Uri,
): readonly WorkspaceValue[] {
  const found = vscode.workspace.getConfiguration(undefined, resource).inspect<unknown>(name);
  if (found?.workspaceFolderValue !== undefined)
    return [{ setting, name, file: folderFile(resource, 'settings.json') }];
  return found?.workspaceValue === undefined ? [] : [{ setting, name, file: workspaceFile('settings.json') }];
}

/** The file of settings, or of tasks, that belongs to the workspace as a whole. */
export function workspaceFile(file: string): string {
  const saved = vscode.workspace.workspaceFile;
  if (saved === undefined) return `.vscode/${file}`;
  return saved.scheme === 'untitled' ? 'a workspace that is not saved' : posix.basename(saved.path);
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

/** How loud each rule is, by code. The server reads it again when it changes. */
export function ruleLevels(): unknown {
  return vscode.workspace.getConfiguration(SECTION).get<unknown>('rules');
}

function words(value: unknown, fallback: string): readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string')
    ? value
    : [fallback];
}

function elevate(value: unknown): Elevate {
  return value === 'none' || value === 'nixos-rebuild' ? value : 'sudo';
}
