// How much is shown unasked, and how much is offered.
import type { HintsShown } from '../features/inlay-hints';

export interface FeatureSettings {
  readonly inlayHints: HintsShown;
  /** Whether options and values are completed that the base does not set. */
  readonly offersOptions: boolean;
}

/**
 * What of the editor's settings can be read; the rest is as by default.
 * @param value the section of all settings
 * @param hasOtherServer another server offers options, too: then ours are offered only where the user says `always`
 */
export function featureSettings(value: unknown, hasOtherServer: boolean): FeatureSettings {
  const fields: ReadonlyMap<string, unknown> = new Map(
    typeof value === 'object' && value !== null ? Object.entries(value) : [],
  );
  const hints = fields.get('inlayHints');
  const completion = fields.get('completion');
  return {
    inlayHints: hints === 'off' || hints === 'conflicts' ? hints : 'all',
    offersOptions: completion === 'always' || (completion !== 'never' && !hasOtherServer),
  };
}
