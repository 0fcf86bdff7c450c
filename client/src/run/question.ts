// The question before a run: what is shown, which answers there are, and when none is needed. Pure.
import { l10n } from '../../../server/src/protocol/l10n';
import type { RunSpec } from '../../../server/src/protocol/run';
import { type ConfirmSetting, confirmationDetail, needsConfirmation } from '../../../server/src/run/confirm-policy';
import type { RunPlan } from '../../../server/src/run/plan/draft';
import type { WarningCode } from '../../../server/src/run/warnings/warning';

/** `forget`: run, and do not ask about this kind of run again. */
export type Answer = 'run' | 'forget' | 'save' | 'add' | 'show' | 'copy';

export interface Question {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** The buttons, the first one is the default. */
  readonly answers: readonly { readonly answer: Answer; readonly label: string }[];
}

/** Kinds of runs that are not asked about any more. */
export type Unasked = readonly string[];

/** What a user who asked not to be asked again has named: the kind of run, on NixOS or on a home. */
export const kindOf = ({ system, action, runner }: Pick<RunSpec, 'system' | 'action' | 'runner'>): string =>
  [system, action, ...(runner === undefined ? [] : [runner])].join(' ');

/** What is said, but needs no decision. */
const HARMLESS: ReadonlySet<WarningCode> = new Set(['already-active', 'session']);

/**
 * Whether runs of this kind may go without a question from now on: never those that change what the next boot starts,
 * that are not wholly the user's own choice, that go in several parts with a question between them, or of which there
 * is something to know.
 */
export function mayForget(plan: RunPlan, setting: ConfirmSetting): boolean {
  return (
    setting !== 'always' &&
    !plan.changesBoot &&
    plan.effect !== 'next-boot' &&
    plan.origins.length === 0 &&
    plan.steps.every(({ question }) => question === undefined) &&
    plan.warnings.every(({ code }) => HARMLESS.has(code))
  );
}

/**
 * The question about a run; undefined where it may start without one. `canAdd`: whether git can be told of new files.
 */
export function questionOf(
  plan: RunPlan,
  spec: RunSpec,
  setting: ConfirmSetting,
  unasked: Unasked,
  canAdd: boolean,
): Question | undefined {
  const forgets = mayForget(plan, setting);
  if (forgets && unasked.includes(kindOf(spec))) return undefined;
  const isQuiet = plan.warnings.every(({ code }) => HARMLESS.has(code));
  if (isQuiet && !needsConfirmation(plan, setting)) return undefined;
  const has = (code: WarningCode): boolean => plan.warnings.some((warning) => warning.code === code);
  const fails = has('conflict');
  return {
    title: `${plan.title}?`,
    paragraphs: confirmationDetail(plan),
    answers: [
      ...(fails ? [{ answer: 'show', label: l10n.t('Show Conflict') } as const] : []),
      ...(has('unsaved') ? [{ answer: 'save', label: l10n.t('Save All') } as const] : []),
      ...(canAdd && has('untracked') ? [{ answer: 'add', label: l10n.t('Add with git add -N') } as const] : []),
      { answer: 'run', label: fails ? l10n.t('Run Anyway') : l10n.t('Run') },
      ...(forgets && needsConfirmation(plan, setting)
        ? [{ answer: 'forget', label: l10n.t("Run and Don't Ask Again") } as const]
        : []),
      { answer: 'copy', label: l10n.t('Copy Command') },
    ],
  };
}
