// How much the features that show themselves unasked are to show.
import type { HintsShown } from '../features/inlay-hints';

export interface FeatureSettings {
  readonly inlayHints: HintsShown;
  /** Whether definitions that never count have a colour of their own. */
  readonly overriddenColour: boolean;
}

export const DEFAULT_FEATURES: FeatureSettings = { inlayHints: 'all', overriddenColour: true };

/** What of the editor's settings can be read; the rest is as by default. @param value the section of all settings. */
export function featureSettings(value: unknown): FeatureSettings {
  const fields: ReadonlyMap<string, unknown> = new Map(
    typeof value === 'object' && value !== null ? Object.entries(value) : [],
  );
  const hints = fields.get('inlayHints');
  const colour = fields.get('overriddenColour');
  return {
    inlayHints: hints === 'off' || hints === 'conflicts' || hints === 'all' ? hints : DEFAULT_FEATURES.inlayHints,
    overriddenColour: typeof colour === 'boolean' ? colour : DEFAULT_FEATURES.overriddenColour,
  };
}
