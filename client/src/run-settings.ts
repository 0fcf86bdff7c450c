// Reads the settings about running, and who gives them. A value of the wrong kind counts as not set.
import * as vscode from 'vscode';
import { RUNNERS } from '../../server/src/protocol/run';
import type { ConfirmSetting } from '../../server/src/run/confirm-policy';
import {
  DEFAULT_SETTINGS,
  ELEVATIONS,
  type Elevate,
  type HostSettings,
  type RunnerChoice,
  type RunSetting,
  type RunSettings,
  type WorkspaceValue,
} from '../../server/src/run/settings';
import { folderFile, SECTION, workspaceFile } from './settings';

const RUN_SETTINGS: readonly RunSetting[] = [
  'runner',
  'rebuildCommand',
  'homeManagerCommand',
  'commandTemplate',
  'elevate',
  'systemProfile',
  'hosts',
];

/** VS Code's own setting that reaches every command: `LD_PRELOAD` or `PATH` make another one of it. */
const ENVIRONMENT = `terminal.integrated.env.${process.platform === 'darwin' ? 'osx' : 'linux'}`;

/** Settings about how to run things in the folder that holds `path`, as they are now. */
export function runSettings(path: string): RunSettings {
  const resource = vscode.Uri.file(path);
  const section = vscode.workspace.getConfiguration(SECTION, resource);
  const systemProfile = section.get<unknown>('systemProfile');
  return {
    runner: runner(section.get<unknown>('runner')),
    rebuildCommand: words(section.get<unknown>('rebuildCommand'), DEFAULT_SETTINGS.rebuildCommand),
    homeManagerCommand: words(section.get<unknown>('homeManagerCommand'), DEFAULT_SETTINGS.homeManagerCommand),
    commandTemplate: words(section.get<unknown>('commandTemplate'), DEFAULT_SETTINGS.commandTemplate),
    hosts: hosts(section.get<unknown>('hosts')),
    elevate: elevate(section.get<unknown>('elevate')),
    systemProfile:
      typeof systemProfile === 'string' && systemProfile.startsWith('/')
        ? systemProfile
        : DEFAULT_SETTINGS.systemProfile,
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

function words(value: unknown, fallback: readonly string[]): readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string') ? value : fallback;
}

function elevate(value: unknown): Elevate {
  return ELEVATIONS.find((known) => known === value) ?? DEFAULT_SETTINGS.elevate;
}

function runner(value: unknown): RunnerChoice {
  return RUNNERS.find((known) => known === value) ?? 'auto';
}

function hosts(value: unknown): Readonly<Record<string, HostSettings>> {
  return Object.fromEntries(Object.entries(fieldsOf(value)).map(([name, host]) => [name, hostOf(fieldsOf(host))]));
}

function hostOf({ targetHost, buildHost }: Readonly<Record<string, unknown>>): HostSettings {
  return {
    ...(typeof targetHost === 'string' && targetHost !== '' ? { targetHost } : {}),
    ...(typeof buildHost === 'string' && buildHost !== '' ? { buildHost } : {}),
  };
}

/** The fields of an object; none of anything else. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
