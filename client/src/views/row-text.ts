// What a row of the view is drawn from.
import type { Place } from '../../../server/src/protocol/tree';
import { visible } from '../../../server/src/protocol/visible';

/** A row in words, in which texts of the configuration stand as they are. */
export interface RowText {
  readonly label: string;
  readonly description?: string;
  /**
   * Lines of plain text. Nothing that a configuration says is ever read as Markdown, where a picture would be fetched.
   */
  readonly tooltip?: readonly string[];
  /** A codicon, with a theme colour. */
  readonly icon: readonly [name: string, colour?: string];
  /** What menus look at: words of which some apply to `base`, to a `specialisation`, to whatever has a `place`. */
  readonly context: string;
  /** What a screen reader says. */
  readonly spoken: string;
  readonly opens: 'expanded' | 'collapsed' | 'never';
  /** Where a click goes. */
  readonly at?: Place;
}

/** How files are named: relative to the workspace. */
export interface Naming {
  file(uri: string): string;
  path(path: string): string;
}

/** The same row as it may be shown. */
export function shownRow(text: RowText): RowText {
  const { label, description, tooltip, spoken } = text;
  return {
    ...text,
    label: visible(label),
    ...(description === undefined ? {} : { description: visible(description) }),
    ...(tooltip === undefined ? {} : { tooltip: tooltip.map((line) => visible(line)) }),
    spoken: visible(spoken),
  };
}
