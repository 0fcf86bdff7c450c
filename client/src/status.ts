// The language status of Nix documents: what was analysed, and what was not and why.
import * as vscode from 'vscode';
import { type AnalysisStatus, type ReleaseStatus, STATUS_NOTIFICATION } from '../../server/src/protocol/requests';
import { visible } from '../../server/src/protocol/visible';
import type { Server } from './server';
import { SECTION } from './settings';
import { inStatus } from './shown';

/** Names in a list of what was left out; more would not be read. */
const LISTED = 3;
/** As much as is read of one name, and of a path. */
const LONGEST_NAME = 80;
const LONGEST_PATH = 120;

export function registerStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('nixosSpecialisations.status', { language: 'nix' });
  item.name = 'NixOS Specialisations';
  item.text = vscode.l10n.t('Specialisations');
  item.busy = true;
  const nixos = vscode.languages.createLanguageStatusItem('nixosSpecialisations.nixos', { language: 'nix' });
  nixos.name = vscode.l10n.t('NixOS of the Configurations');
  nixos.text = 'NixOS';
  nixos.busy = true;
  server.onNotification(STATUS_NOTIFICATION, (params) => {
    if (!isStatus(params)) return;
    Object.assign(item, shown(params));
    Object.assign(nixos, shownReleases(params));
  });
  const stopping = server.onStopped(() => {
    Object.assign(item, stopped());
    nixos.busy = false;
  });
  return vscode.Disposable.from(item, nixos, stopping);
}

/** Nothing is being looked for. */
function stopped(): Shown {
  return {
    text: vscode.l10n.t('Specialisations'),
    detail: vscode.l10n.t('the language server is not running'),
    busy: false,
    severity: vscode.LanguageStatusSeverity.Error,
    command: { title: vscode.l10n.t('Restart Language Server'), command: `${SECTION}.restartServer` },
  };
}

type Shown = Pick<vscode.LanguageStatusItem, 'text' | 'detail' | 'busy' | 'severity' | 'command'>;

/** Which NixOS counts, as VS Code shows it; a click leads to where it is chosen. */
function shownReleases({ releases }: AnalysisStatus): Shown {
  const failed = releases.filter(({ state }) => state === 'failed');
  const text =
    releases.length === 0 ? vscode.l10n.t('NixOS: bundled table') : distinct(releases.map(titleOf)).join(', ');
  const detail =
    releases.length === 0
      ? vscode.l10n.t('no nixpkgs was found; a table of December 2024 stands for it')
      : distinct(releases.map(whereFrom)).join(' · ');
  return {
    text: inStatus(text),
    detail: inStatus(detail),
    busy: releases.some(({ state }) => state === 'reading'),
    severity: failed.length > 0 ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information,
    command: {
      title: vscode.l10n.t('Choose…'),
      command: 'workbench.action.openSettings',
      arguments: ['nixosSpecialisations.nixpkgs'],
    },
  };
}

function titleOf({ kind, release }: ReleaseStatus): string {
  const name = kind === 'nixos' ? 'NixOS' : 'Home Manager';
  return release === '' ? name : `${name} ${visible(release, LONGEST_NAME)}`;
}

/** Where a release lies and how it was found, or why the bundled table stands for it. */
function whereFrom({ path, by, state, why }: ReleaseStatus): string {
  const place = visible(path, LONGEST_PATH);
  switch (state) {
    case 'reading':
      return vscode.l10n.t('its options are being read: {0}', place);
    case 'failed':
      return vscode.l10n.t('its options are those of the bundled table: {0}', visible(why ?? '', LONGEST_PATH));
    default:
      return FOUND[by](place);
  }
}

const FOUND: Readonly<Record<ReleaseStatus['by'], (place: string) => string>> = {
  chosen: (place) => vscode.l10n.t('{0}, by the settings', place),
  lock: (place) => vscode.l10n.t('{0}, by flake.lock', place),
  input: (place) => vscode.l10n.t('{0}, by the flake', place),
  pin: (place) => vscode.l10n.t('{0}, by the pins', place),
  channel: (place) => vscode.l10n.t('{0}, the channel of this machine', place),
};

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** A status as VS Code shows it. */
function shown(status: AnalysisStatus): Shown {
  const { systems, specialisations, busy } = status;
  const text = [
    systems === 1 ? vscode.l10n.t('1 system') : vscode.l10n.t('{0} systems', systems),
    specialisations === 1 ? vscode.l10n.t('1 specialisation') : vscode.l10n.t('{0} specialisations', specialisations),
  ].join(', ');
  const isWhole = status.missing.length === 0 && status.notes.length === 0;
  const severity = isWhole ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Warning;
  return { text: inStatus(text), detail: inStatus(detailOf(status)), busy, severity, command: undefined };
}

function detailOf({ files, fragments, unread, missing, notes }: AnalysisStatus): string {
  const parts = [files === 1 ? vscode.l10n.t('1 file takes part') : vscode.l10n.t('{0} files take part', files)];
  if (fragments.length > 0)
    parts.push(vscode.l10n.t('used by no system that was found: {0}', listed(fragments.map(baseName))));
  if (unread.length > 0) parts.push(vscode.l10n.t('modules not read: {0}', listed(unread)));
  if (missing.length > 0) parts.push(vscode.l10n.t('missing from this installation: {0}', listed(missing)));
  if (notes.length > 0) parts.push(listed(notes));
  return parts.join(' · ');
}

function listed(names: readonly string[]): string {
  const more = names.length - LISTED;
  return (
    names
      .slice(0, LISTED)
      .map((name) => visible(name, LONGEST_NAME))
      .join(', ') + (more > 0 ? ` ${vscode.l10n.t('and {0} more', more)}` : '')
  );
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function isStatus(value: unknown): value is AnalysisStatus {
  return (
    typeof value === 'object' &&
    value !== null &&
    'busy' in value &&
    'systems' in value &&
    'specialisations' in value &&
    'files' in value &&
    ['fragments', 'unread', 'missing', 'notes', 'releases'].every((name) =>
      Array.isArray(Object.entries(value).find(([key]) => key === name)?.[1]),
    )
  );
}
