// Which boot loader can start a specialisation by default, and how it is made to. Pure. No option of NixOS does it: a
// specialisation that installs the boot loader becomes its default where that loader looks at specialisations at all.
import { l10n } from '../../protocol/l10n';
import type { LoaderFacts } from '../machine/facts';
import { quoted } from '../names';
import { SYSTEM_PROFILE } from '../settings';
import { type RunWarning, warning } from '../warnings/warning';
import { type PlanContext, partOf, STC } from './context';
import type { DraftStep } from './draft';
import { elevated } from './elevate';
import { onTarget } from './remote';

/** Why this loader never boots a specialisation by default; undefined where it can, or where that is not known. */
export function noDefaultReason(loader: LoaderFacts | undefined): string | undefined {
  if (loader?.takesSpecialisation !== false) return undefined;
  switch (loader.kind) {
    case 'lanzaboote':
      return l10n.t('Lanzaboote always boots the base of the newest generation by default, never a specialisation.');
    case 'extlinux':
      return l10n.t('The extlinux menu has no entries for specialisations.');
    default:
      return l10n.t(
        'This systemd-boot only knows the base of a generation as its default: NixOS 26.05 and newer look at specialisations, too.',
      );
  }
}

/** What installing the boot loader from a specialisation does to the next boot. */
export function bootDefaultWarnings(name: string | null, context: PlanContext): readonly RunWarning[] {
  const { machine, remote } = context;
  const { loader } = machine;
  if (name === null || loader === undefined || remote.targetHost !== undefined) return [];
  return [warning('boot-default', defaultText(name, loader, installsBase(context)))];
}

/** For the next boot the base is installed where the specialisation cannot be. Of a user's own command nobody knows. */
const installsBase = ({ spec, settings }: PlanContext): boolean =>
  spec.action === 'boot' && settings.runner !== 'template';

function defaultText(name: string, loader: LoaderFacts, isBaseInstalled: boolean): string {
  const reason = noDefaultReason(loader);
  if (loader.kind === 'lanzaboote' || loader.kind === 'extlinux') return reason ?? '';
  if (reason !== undefined && isBaseInstalled)
    return `${l10n.t('The machine will boot the base of the new generation by default, not {0}.', quoted(name))} ${reason}`;
  if (reason !== undefined)
    return `${l10n.t('What the machine boots by default stays as it was, also the generation.')} ${reason}`;
  if (loader.kind === 'grub')
    return l10n.t(
      'GRUB will boot {0} by default; the other specialisations move to “All configurations” in its menu.',
      quoted(name),
    );
  return loader.takesSpecialisation === undefined
    ? l10n.t('The machine may boot {0} by default from now on.', quoted(name))
    : l10n.t('The machine will boot {0} by default from now on.', quoted(name));
}

/** Makes a specialisation of the newest generation what is booted; text says why that cannot be asked of a machine. */
export function bootPart(context: PlanContext, name: string): readonly DraftStep[] | string {
  const { remote, machine, settings } = context;
  if (remote.targetHost !== undefined) {
    const command = onTarget(remote.targetHost, [`${partOf(SYSTEM_PROFILE, name)}/${STC}`, 'boot']);
    return typeof command === 'string' ? command : [{ ...command, needsRoot: true, tool: 'activation' }];
  }
  // The base is in the boot menu with its specialisations by then; more cannot be done.
  if (noDefaultReason(machine.loader) !== undefined) return [];
  const { argv } = elevated([`${partOf(settings.systemProfile, name)}/${STC}`, 'boot'], context);
  return [{ argv, needsRoot: true, effect: 'next-boot', tool: 'activation' }];
}
