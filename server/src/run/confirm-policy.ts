import { l10n } from '../protocol/l10n';
import { commandLines } from './command-line';
import type { RunPlan } from './plan/draft';

/** The setting `confirm`. What `needsConfirmation` lists is asked about whatever it says. */
export type ConfirmSetting = 'always' | 'whenChangingSystem';

/**
 * Whether a run needs a yes: it changes the system, it gets root's rights, or something of it
 * is not the user's own choice.
 */
export function needsConfirmation(
  plan: Pick<RunPlan, 'effect' | 'needsRoot' | 'origins'>,
  setting: ConfirmSetting,
): boolean {
  const changes = plan.effect === 'changes-system' || plan.effect === 'next-boot';
  return setting === 'always' || changes || plan.needsRoot || plan.origins.length > 0;
}

/**
 * The paragraphs below the title of the question: the exact commands, where it comes from, what it
 * does, and what to know before.
 */
export function confirmationDetail(plan: RunPlan): readonly string[] {
  const rights = plan.needsRoot
    ? [l10n.t('It needs root; a password, if one is needed, is asked for in the terminal.')]
    : [];
  const marked = (texts: readonly string[]): readonly string[] => texts.map((text) => `⚠ ${text}`);
  return [
    ...commandLines(plan.steps.map(({ argv }) => argv)),
    ...marked(plan.origins),
    plan.explanation,
    ...marked(plan.warnings.map(({ message }) => message)),
    ...rights,
  ];
}
