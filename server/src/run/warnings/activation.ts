// What will not work, or not fully, when a built system is activated now: known before it is tried. Pure.
import { l10n } from '../../protocol/l10n';
import { visible } from '../../protocol/visible';
import { bootWord } from '../machine/boot-parts';
import type { MachineFacts, SystemDetails } from '../machine/facts';
import { type RunWarning, warning } from './warning';

/** As much as a warning shows of what a system says of itself. */
const SHOWN = 60;

/** Warnings about activating the built system at this real path while the machine runs what it runs. */
export function activationWarnings(path: string, machine: MachineFacts): readonly RunWarning[] {
  const target = machine.details.get(path);
  const running = detailsOf(machine.runningSystem, machine);
  const booted = detailsOf(machine.bootedSystem, machine);
  if (target === undefined) return [];
  return [
    ...(running === undefined ? [] : refusalWarning(target, running)),
    ...(booted === undefined ? [] : bootWarning(target, booted)),
  ];
}

function detailsOf(path: string | undefined, machine: MachineFacts): SystemDetails | undefined {
  return path === undefined ? undefined : machine.details.get(path);
}

/** switch-to-configuration compares only the inhibitors that both systems have. */
function refusalWarning(target: SystemDetails, running: SystemDetails): readonly RunWarning[] {
  const changes = [...target.inhibitors].flatMap(([name, value]) => {
    const now = running.inhibitors.get(name);
    return now === undefined || now === value
      ? []
      : [`${visible(name, SHOWN)} (${visible(now, SHOWN)} → ${visible(value, SHOWN)})`];
  });
  if (changes.length === 0) return [];
  const because = changes.join(', ');
  return [
    warning(
      'inhibited',
      l10n.t('NixOS will refuse to switch while running, because of {0}. Boot into it instead.', because),
    ),
  ];
}

function bootWarning(target: SystemDetails, booted: SystemDetails): readonly RunWarning[] {
  const changes = [...target.boot]
    .filter(([name, value]) => booted.boot.has(name) && booted.boot.get(name) !== value)
    .map(([name]) => bootWord(name));
  return changes.length === 0
    ? []
    : [
        warning(
          'reboot',
          l10n.t('Only a reboot into it brings all of it: {0} differ from what was booted.', changes.join(', ')),
        ),
      ];
}
