// How a command becomes root. Pure.
import { l10n } from '../../protocol/l10n';
import type { PlanContext } from './context';
import type { Draft } from './draft';

type Elevated = { readonly argv: readonly string[]; readonly missing?: Draft['missing'] };

/** The same command with root's rights. Root itself needs no sudo where there is none. */
export function elevated(
  argv: readonly string[],
  { settings, machine }: Pick<PlanContext, 'settings' | 'machine'>,
): Elevated {
  const { sudo, run0 } = machine;
  if (settings.elevate === 'none') return { argv };
  const wantsRun0 = settings.elevate === 'run0' || settings.elevate === 'nixos-rebuild-run0';
  const program = wantsRun0 ? (run0 ?? sudo) : (sudo ?? run0);
  if (program !== undefined) return { argv: [program, ...argv] };
  if (machine.isRoot) return { argv };
  const reason = l10n.t(
    'This needs root, and neither sudo nor run0 was found. ' +
      'The setting nixosSpecialisations.elevate says how to become root.',
  );
  return { argv: [wantsRun0 ? 'run0' : 'sudo', ...argv], missing: { reason } };
}
