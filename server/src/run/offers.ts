// What to do next, once a run has ended. Pure.
import type { NixReport } from '../protocol/nix-report';
import type { RunSpec } from '../protocol/run';
import type { Outcome } from './outcome';

/** `switch`: the run that activates what was built. */
export type Offer =
  | { readonly offer: 'switch'; readonly spec: RunSpec }
  | { readonly offer: 'difference' }
  | { readonly offer: 'errors' }
  | { readonly offer: 'terminal' };

/** What fits the end of this run, the most useful first. */
export function offersAfter(spec: RunSpec, outcome: Outcome, report: NixReport | undefined): readonly Offer[] {
  if (outcome.level === 'stopped') return [];
  if (outcome.level !== 'done') {
    const errors: readonly Offer[] = (report?.problems ?? []).length > 0 ? [{ offer: 'errors' }] : [];
    return [...errors, { offer: 'terminal' }];
  }
  // What another machine runs is not looked at.
  if (spec.targetHost !== undefined) return [];
  switch (spec.action) {
    // It is in the profile now, and only has to be activated.
    case 'boot':
      return [{ offer: 'switch', spec: { ...spec, action: 'switch' } }, ...differences(spec)];
    case 'build':
      return [{ offer: 'switch', spec: { ...spec, action: 'rebuild' } }, ...differences(spec)];
    case 'rebuild':
    case 'test':
      return differences(spec);
    default:
      return [];
  }
}

const differences = ({ system }: RunSpec): readonly Offer[] => (system === 'nixos' ? [{ offer: 'difference' }] : []);
