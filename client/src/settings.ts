// Reads the settings. A value of the wrong kind counts as not set, so one slip in settings.json never breaks a command.
import * as vscode from 'vscode';
import type { ConfirmSetting } from '../../server/src/run/confirm-policy';
import type { Elevate, RunSettings } from '../../server/src/run/machine';

/** Prefix of all settings, commands and the task type. */
export const SECTION = 'nixosSpecialisations';

/** Settings about how to run things, as they are now. */
export function runSettings(): RunSettings {
  const section = vscode.workspace.getConfiguration(SECTION);
  const systemProfile = section.get<unknown>('systemProfile');
  return {
    rebuildCommand: words(section.get<unknown>('rebuildCommand'), 'nixos-rebuild'),
    homeManagerCommand: words(section.get<unknown>('homeManagerCommand'), 'home-manager'),
    elevate: elevate(section.get<unknown>('elevate')),
    systemProfile:
      typeof systemProfile === 'string' && systemProfile.startsWith('/')
        ? systemProfile
        : '/nix/var/nix/profiles/system',
  };
}

/** When to ask before running. */
export function confirmSetting(): ConfirmSetting {
  return vscode.workspace.getConfiguration(SECTION).get<unknown>('confirm') === 'always'
    ? 'always'
    : 'whenChangingSystem';
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
