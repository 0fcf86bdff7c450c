// What every part of planning is given.
import type { RunSpec } from '../../protocol/run';
import type { ActionInfo } from '../actions';
import type { MachineFacts } from '../machine/facts';
import type { RunSettings } from '../settings';
import type { KnownConfiguration } from '../warnings/known';

export interface PlanContext {
  readonly spec: RunSpec;
  readonly info: ActionInfo;
  readonly settings: RunSettings;
  readonly machine: MachineFacts;
  readonly known: KnownConfiguration;
  readonly remote: Remote;
}

/** The machines that take part besides this one, as ssh knows them. */
export interface Remote {
  readonly targetHost: string | undefined;
  readonly buildHost: string | undefined;
}

/** Where a build leaves its link. */
export const resultLink = ({ machine }: PlanContext): string => `${machine.folder.replace(/\/$/, '')}/result`;

/** The folder of the system, or of one of its specialisations, in something built. */
export const partOf = (base: string, name: string | null): string =>
  name === null ? base : `${base}/specialisation/${name}`;

export const STC = 'bin/switch-to-configuration';
