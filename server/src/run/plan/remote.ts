// Other machines: which one a configuration is for, and commands that ssh runs there. Pure.
import { l10n } from '../../protocol/l10n';
import type { RunSpec } from '../../protocol/run';
import type { MachineFacts } from '../machine/facts';
import { hostProblem, quoted } from '../names';
import type { RunSettings } from '../settings';
import { type RunWarning, warning } from '../warnings/warning';
import type { PlanContext, Remote } from './context';
import type { DraftStep } from './draft';

/** Whether a configuration is that of another machine, by its name; one without a name may be this one's. */
export function isOtherMachine({ system, host }: Pick<RunSpec, 'system' | 'host'>, machine: MachineFacts): boolean {
  if (host === null || machine.host === undefined) return false;
  // The first label of a full name is the name, too.
  const names = [machine.host, machine.host.split('.')[0]];
  if (system === 'nixos') return !names.includes(host);
  const [user, at] = host.split('@');
  // A home that belongs to a system is known by the name of that system.
  return at === undefined ? user !== machine.user && !names.includes(user) : !names.includes(at);
}

/** What is asked for, or else set for the host; never what is set for the host of this machine. */
export function remoteOf(spec: RunSpec, { hosts }: RunSettings, machine: MachineFacts): Remote {
  const isSet = spec.system === 'nixos' && spec.host !== null && isOtherMachine(spec, machine);
  const set = isSet && Object.hasOwn(hosts, spec.host ?? '') ? hosts[spec.host ?? ''] : undefined;
  return { targetHost: spec.targetHost ?? set?.targetHost, buildHost: spec.buildHost ?? set?.buildHost };
}

/** Why a machine cannot be named to ssh. */
export function remoteProblem({ targetHost, buildHost }: Remote): string | undefined {
  const problems = [targetHost, buildHost].map((host) => (host === undefined ? undefined : sshProblem(host)));
  return problems.find((problem) => problem !== undefined);
}

function sshProblem(host: string): string | undefined {
  if (/^[A-Za-z0-9_][\w.@:%[\]-]*$/.test(host) && host.length <= 255) return undefined;
  return hostProblem(host) ?? l10n.t('{0} is no name of a machine that ssh may be given.', quoted(host));
}

/** A word that the shell on the other machine, which ssh hands its command to, reads as it is. */
const SAFE = /^[A-Za-z0-9_/][\w@%+=:,./-]*$|^-[\w-]+$/;

/** A command as root on the target machine; text says why it cannot be given to ssh. */
export function onTarget(target: string, argv: readonly string[]): Pick<DraftStep, 'argv'> | string {
  const odd = argv.find((word) => !SAFE.test(word));
  if (odd !== undefined)
    return l10n.t('A shell on the other machine would read {0} as something else: run it there by hand.', quoted(odd));
  return { argv: ['ssh', '-t', target, ...(target.startsWith('root@') ? [] : ['sudo']), ...argv] };
}

/** That something of another machine would happen on this one. */
export function otherMachineWarnings({ spec, info, machine, remote }: PlanContext): readonly RunWarning[] {
  const reaches = info.effect === 'changes-system' || info.effect === 'next-boot';
  if (!reaches || remote.targetHost !== undefined || !isOtherMachine(spec, machine)) return [];
  return [warning('other-machine', otherMachine(quoted(spec.host ?? ''), info.usesBuilt, machine.host))];
}

function otherMachine(name: string, usesBuilt: boolean, here: string | undefined): string {
  const own = here === undefined ? '' : ` (${quoted(here)})`;
  return usesBuilt
    ? l10n.t(
        '{0} is the configuration of another machine: ' +
          'what is built here, and would be activated, is that of this machine{1}.',
        name,
        own,
      )
    : l10n.t('{0} is the configuration of another machine, and would be activated on this one{1}.', name, own);
}
