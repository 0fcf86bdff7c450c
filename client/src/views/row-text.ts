// What a row of the view is drawn from.
import type { Place } from '../../../server/src/protocol/tree';

/** A row as it is drawn. */
export interface RowText {
  readonly label: string;
  readonly description?: string;
  /** Markdown. */
  readonly tooltip?: string;
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

/** Text as code in Markdown, whatever it holds. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text.replaceAll('\n', ' ')}${pad}${fence}`;
}
