// The actions a user can choose: what each is called, what it does and how far it reaches. Plain data
// for menus, questions and plans.
import { l10n } from '../protocol/l10n';
import type { RunAction } from '../protocol/run';

/**
 * How far a run reaches: it only looks, it builds, it changes what runs now, or it changes what the next boot starts.
 */
export type Effect = 'read-only' | 'builds' | 'changes-system' | 'next-boot';

export interface ActionInfo {
  readonly action: RunAction;
  readonly effect: Effect;
  /** Whether Home Manager has it, too. */
  readonly home: boolean;
  /** Needs no build: activates, or looks at, what is already built. */
  readonly usesBuilt: boolean;
  /** Acts on the base system with all its specialisations, whichever was named. */
  readonly wholeSystem: boolean;
  /** Title of the run, given the quoted target. */
  readonly title: (target: string) => string;
}

/** Every action, in the order menus show them. */
export const ACTIONS: readonly ActionInfo[] = [
  {
    action: 'switch',
    effect: 'changes-system',
    home: true,
    usesBuilt: true,
    wholeSystem: false,
    title: (target) => l10n.t('Switch to {0}', target),
  },
  {
    action: 'preview',
    effect: 'read-only',
    home: false,
    usesBuilt: true,
    wholeSystem: false,
    title: (target) => l10n.t('Preview switching to {0}', target),
  },
  {
    action: 'make-default',
    effect: 'next-boot',
    home: false,
    usesBuilt: true,
    wholeSystem: false,
    title: (target) => l10n.t('Boot {0} by default', target),
  },
  {
    action: 'rebuild',
    effect: 'changes-system',
    home: true,
    usesBuilt: false,
    wholeSystem: false,
    title: (target) => l10n.t('Rebuild and switch to {0}', target),
  },
  {
    action: 'test',
    effect: 'changes-system',
    home: false,
    usesBuilt: false,
    wholeSystem: false,
    title: (target) => l10n.t('Test {0} until the next boot', target),
  },
  {
    action: 'build',
    effect: 'builds',
    home: true,
    usesBuilt: false,
    wholeSystem: true,
    title: (target) => l10n.t('Build {0}', target),
  },
  {
    action: 'dry-activate',
    effect: 'builds',
    home: false,
    usesBuilt: false,
    wholeSystem: false,
    title: (target) => l10n.t('Build {0} and preview switching to it', target),
  },
  {
    action: 'boot',
    effect: 'next-boot',
    home: false,
    usesBuilt: false,
    wholeSystem: false,
    title: (target) => l10n.t('Build {0} for the next boot', target),
  },
  {
    action: 'build-vm',
    effect: 'builds',
    home: false,
    usesBuilt: false,
    wholeSystem: false,
    title: (target) => l10n.t('Build a virtual machine of {0}', target),
  },
  {
    action: 'rollback',
    effect: 'changes-system',
    home: false,
    usesBuilt: true,
    wholeSystem: false,
    title: (target) => l10n.t('Roll back to {0} of the generation before', target),
  },
  {
    action: 'collect-garbage',
    effect: 'next-boot',
    home: false,
    usesBuilt: true,
    wholeSystem: true,
    title: () => l10n.t('Delete old generations and collect garbage'),
  },
];

const BY_ACTION: ReadonlyMap<string, ActionInfo> = new Map(ACTIONS.map((info) => [info.action, info]));

/** The facts about an action; undefined for a word that is no action. */
export function actionInfo(action: string): ActionInfo | undefined {
  return BY_ACTION.get(action);
}
