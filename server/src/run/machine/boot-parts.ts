// What of a system only a boot brings, and how it is called.
import { l10n } from '../../protocol/l10n';

/** Links in a system that only a boot brings. */
export const BOOT_LINKS = ['kernel', 'initrd', 'kernel-modules'] as const;
export const PARAMETERS = 'kernel-params';

/** What of a system only a boot brings, by name. */
export const BOOT_PARTS: readonly string[] = [...BOOT_LINKS, PARAMETERS];

/** What people call them; what else a system says of itself, by its name. */
export function bootWord(part: string): string {
  switch (part) {
    case 'kernel':
      return l10n.t('kernel');
    case 'initrd':
      return 'initrd';
    case 'kernel-modules':
      return l10n.t('kernel modules');
    case PARAMETERS:
      return l10n.t('kernel parameters');
    case 'switch-inhibitors':
      return l10n.t('critical components');
    default:
      return part;
  }
}
