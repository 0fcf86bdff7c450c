// Checks data that comes from outside (lens arguments, tasks.json, the server) before anything uses it. Pure.

import { l10n } from '../protocol/l10n';
import type { SpecialisationTarget } from '../protocol/requests';
import { type ConfigRoot, RUNNERS, type Runner, type RunSpec } from '../protocol/run';
import { virtualAddress } from '../protocol/virtual-paths';
import { visible } from '../protocol/visible';
import { actionInfo } from './actions';
import { specProblem } from './names';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** Or left out. */
const isText = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string';

/** Or left out. */
const isPath = (value: unknown): value is readonly string[] | undefined =>
  value === undefined || (Array.isArray(value) && value.every((step) => typeof step === 'string'));

/** Or left out. */
const isGeneration = (value: unknown): value is number | undefined =>
  value === undefined || (typeof value === 'number' && Number.isSafeInteger(value) && value > 0);

/** Or left out. */
const isRunner = (value: unknown): value is Runner | undefined =>
  value === undefined || RUNNERS.some((runner) => runner === value);

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';

function isRoot(value: unknown): value is ConfigRoot {
  return isFields(value) && (value.kind === 'flake' || value.kind === 'classic') && typeof value.path === 'string';
}

function isSystem(value: unknown): value is RunSpec['system'] {
  return value === 'nixos' || value === 'home-manager';
}

/** Whether this is a complete run specification with an action we know. */
export function isRunSpec(value: unknown): value is RunSpec {
  return (
    isFields(value) &&
    typeof value.action === 'string' &&
    actionInfo(value.action) !== undefined &&
    isSystem(value.system) &&
    isTextOrNull(value.host) &&
    isTextOrNull(value.specialisation) &&
    isGeneration(value.generation) &&
    isText(value.targetHost) &&
    isText(value.buildHost) &&
    isRunner(value.runner) &&
    isRoot(value.root)
  );
}

/** Whether this names a specialisation. */
export function isTarget(value: unknown): value is SpecialisationTarget {
  return (
    isFields(value) &&
    isSystem(value.system) &&
    isTextOrNull(value.host) &&
    typeof value.specialisation === 'string' &&
    isRoot(value.root) &&
    isPath(value.inside)
  );
}

/**
 * The one check of what is asked for from outside (lenses, keybindings, links, tasks, rows of the view), before
 * anything is looked up for it:
 * the run, with nothing else in it, or why there is none.
 */
export function checkedSpec(value: unknown): RunSpec | string {
  if (!isRunSpec(value)) return l10n.t('This is no action on a configuration.');
  const { action, system, host, specialisation, root } = value;
  if (virtualAddress(root.path) !== undefined)
    return l10n.t(
      'This configuration lies on no disk, so nothing can be built of it. Open a copy on the machine itself.',
    );
  const spec: RunSpec = {
    action,
    system,
    host,
    specialisation,
    root: { kind: root.kind, path: root.path },
    ...optional(value),
  };
  return specProblem(spec) ?? spec;
}

/** What may be left out, as far as it is there. */
function optional({
  generation,
  targetHost,
  buildHost,
  runner,
}: RunSpec): Pick<RunSpec, 'generation' | 'targetHost' | 'buildHost' | 'runner'> {
  return {
    ...(generation === undefined ? {} : { generation }),
    ...(targetHost === undefined ? {} : { targetHost }),
    ...(buildHost === undefined ? {} : { buildHost }),
    ...(runner === undefined ? {} : { runner }),
  };
}

/** A path of a task as an absolute one. */
function resolved(folder: string, path: string): string {
  const segments: string[] = [];
  for (const segment of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `${folder.startsWith('/') || path.startsWith('/') ? '/' : ''}${segments.join('/')}`;
}

/**
 * The run that a task of type `nixosSpecialisations` describes, paths relative to `folder`;
 * text says what is wrong with it.
 */
export function specOfTask(definition: Fields, folder: string): RunSpec | string {
  const { action, flake, file, specialisation = null, host = null, system = 'nixos' } = definition;
  const { generation, targetHost, buildHost, runner } = definition;
  if (typeof action !== 'string' || actionInfo(action) === undefined)
    return l10n.t('The task has an unknown "action": {0}.', visible(JSON.stringify(action) ?? l10n.t('(none)'), 60));
  const path = flake ?? file;
  const root =
    typeof path === 'string'
      ? { kind: flake === undefined ? 'classic' : 'flake', path: resolved(folder, path) }
      : undefined;
  const spec: unknown = { action, system, host, specialisation, root, generation, targetHost, buildHost, runner };
  return isRunSpec(spec)
    ? {
        action: spec.action,
        system: spec.system,
        host: spec.host,
        specialisation: spec.specialisation,
        root: spec.root,
        ...optional(spec),
      }
    : l10n.t('The task needs "flake" (a folder) or "file" (a configuration file), and texts for its other properties.');
}

/** The task that describes a run; the inverse of specOfTask. */
export function taskOfSpec(spec: RunSpec): { readonly type: string; readonly [name: string]: unknown } {
  return {
    type: TASK_TYPE,
    action: spec.action,
    ...(spec.root.kind === 'flake' ? { flake: spec.root.path } : { file: spec.root.path }),
    ...(spec.host === null ? {} : { host: spec.host }),
    ...(spec.specialisation === null ? {} : { specialisation: spec.specialisation }),
    ...(spec.system === 'nixos' ? {} : { system: spec.system }),
    ...optional(spec),
  };
}

/** The type of our tasks in tasks.json. */
export const TASK_TYPE = 'nixosSpecialisations';
