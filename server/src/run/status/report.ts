// Where a machine is, as the command line prints it. Pure.
import { quoted } from '../names';
import type { Where, Whereabouts } from './where-am-i';

/** What `status --format json` prints. */
export interface StatusReport {
  readonly version: 1;
  readonly host: string | null;
  readonly active: SystemReport;
  readonly booted: SystemReport;
  readonly available: readonly string[];
  readonly rebootNeeded: readonly string[];
}

type SystemReport = Pick<Whereabouts, 'kind' | 'name' | 'by' | 'generation'>;

export function statusReport({ host, active, booted, available, rebootNeeded }: Where): StatusReport {
  return { version: 1, host, active: systemReport(active), booted: systemReport(booted), available, rebootNeeded };
}

const systemReport = ({ kind, name, by, generation }: Whereabouts): SystemReport => ({ kind, name, by, generation });

/** The same in words, a line for each. */
export function statusText({ host, active, booted, available, rebootNeeded }: Where): readonly string[] {
  if (active.kind === 'none' && booted.kind === 'none' && available.length === 0)
    return ['There is no NixOS here, or nothing of it can be seen.'];
  return [
    ...(host === null ? [] : [`host:      ${host}`]),
    `active:    ${describeSystem(active)}`,
    `booted:    ${describeSystem(booted)}`,
    `available: ${available.length === 0 ? 'no specialisations' : available.map(quoted).join(', ')}`,
    ...(rebootNeeded.length === 0 ? [] : [`a reboot would change: ${rebootNeeded.join(', ')}`]),
  ];
}

const HOW: Readonly<Record<NonNullable<Whereabouts['by']>, string>> = {
  path: '',
  marker: ', as its marker says',
  label: ', by its label',
};

/** `“work” of generation 42`; of equal specialisations all names. */
export function describeSystem({ kind, name, names, by, generation }: Whereabouts): string {
  if (kind === 'none') return 'not known';
  if (kind === 'unregistered') return 'a system that is in no generation';
  const others = names.filter((other) => other !== name);
  const also = others.length === 0 ? '' : ` (the same as ${others.map(quoted).join(', ')})`;
  const what = name === null ? 'the base system' : `${quoted(name)}${also}`;
  return `${what}${generation === null ? '' : ` of generation ${generation}`}${by === null ? '' : HOW[by]}`;
}
