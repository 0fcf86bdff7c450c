// The commands of a run of a NixOS system: what is built is activated by its own switch-to-configuration, what must be
// built is left to a runner. Pure.

import { draftActivation } from './activation';
import { draftBuild } from './build';
import type { PlanContext } from './context';
import type { Draft } from './draft';
import { draftGarbage } from './garbage';
import { draftDefault } from './make-default';
import { draftRollback } from './rollback';

/** The commands, or a reason that holds on every machine. */
export function draftNixos(context: PlanContext): Draft | string {
  switch (context.spec.action) {
    case 'switch':
    case 'preview':
      return draftActivation(context);
    case 'make-default':
      return draftDefault(context);
    case 'rollback':
      return draftRollback(context);
    case 'collect-garbage':
      return draftGarbage(context);
    default:
      return draftBuild(context);
  }
}
