// Another name for a specialisation, with everything that names it: its definitions, nh's marker, tags, reads of
// `config.specialisation`, tasks and scripts.

import type { PlaceReport } from '../../analysis/reports/place-report';
import type { Span } from '../../base/span';
import type { FileEdit } from '../../base/text-edit';
import { l10n } from '../../protocol/l10n';
import type { RenameEdits } from './in-configuration';
import { namesInTasks, namesInText, replaced } from './in-texts';

/** The name at a place, where it is one that can be changed. */
export function renameable(
  reports: readonly PlaceReport[],
): { readonly span: Span; readonly name: string } | undefined {
  const found = reports.find(({ specialisation }) => specialisation !== undefined);
  return found?.specialisation && { span: found.span, name: found.specialisation.name };
}

/** Why a name cannot be taken; undefined where it can. @param taken the names of the other specialisations */
export function refusal(to: string, taken: readonly string[]): string | undefined {
  if (to.trim() === '') return l10n.t('A specialisation needs a name.');
  if (to.includes('/') || to === '.' || to === '..') return l10n.t('The name becomes a file: it takes no slash.');
  return taken.includes(to) ? l10n.t('There is a specialisation `{0}` already.', to) : undefined;
}

/** What several hosts say, each edit once. */
export function joined(all: readonly RenameEdits[]): RenameEdits {
  const distinct = (edits: readonly FileEdit[]): readonly FileEdit[] => [
    ...new Map(edits.map((edit) => [`${edit.file}\n${edit.start}`, edit])).values(),
  ];
  const sure = distinct(all.flatMap((each) => each.sure));
  const isSure = new Set(sure.map(({ file, start }) => `${file}\n${start}`));
  const unsure = distinct(all.flatMap((each) => each.unsure));
  return { sure, unsure: unsure.filter(({ file, start }) => !isSure.has(`${file}\n${start}`)) };
}

/** Files beside a configuration that may name it: tasks, and scripts by their names. */
const SCRIPT = /(?:\.(?:sh|bash|zsh|fish|nu|py)|\/(?:[Jj]ustfile|Makefile|\.envrc))$/;
const TASKS = /\/\.vscode\/(?:tasks|keybindings|settings|launch)\.json$/;

export const mayName = (file: string): boolean => SCRIPT.test(file) || TASKS.test(file);

/** Edits of one of them. */
export function editsBeside(file: string, text: string, name: string, to: string): readonly FileEdit[] {
  const isTasks = TASKS.test(file);
  const spans = isTasks ? namesInTasks(text, name) : namesInText(text, name);
  const inside = (written: string): string => (isTasks ? JSON.stringify(written).slice(1, -1) : written);
  return replaced(spans, to, { text, quote: "'", inside }).map((edit) => ({ file, ...edit }));
}
