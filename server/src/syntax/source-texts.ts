// The files behind an analysis, for whoever looks at what is written or proposes edits.
import type { SyntaxTree } from './ast';

/** Both undefined for what cannot be read. */
export interface SourceTexts {
  read(path: string): string | undefined;
  parse(path: string): SyntaxTree | undefined;
  /** Whether a text has something in it: for whom the rest of it makes no difference. */
  says(path: string, what: RegExp): boolean;
}
