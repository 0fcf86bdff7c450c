// What the user must know of the core, because it will not pass.
import { l10n } from '../../protocol/l10n';

export const cannotStart = (why: string): string => l10n.t('NixOS Specialisations cannot start: {0}', why);

/** It ended again and again. */
export const stoppedForGood = (): string =>
  l10n.t(
    'NixOS Specialisations stopped analysing: it failed several times. “{0}” starts it again.',
    l10n.t('Restart Language Server'),
  );
