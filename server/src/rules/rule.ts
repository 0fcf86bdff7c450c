// What a rule is: a code, what it needs, what it finds.
import type { Analysis } from '../analysis/analysis';
import type { SyntaxTree } from '../syntax/ast';
import type { Finding } from './finding';

/** The texts behind the analysis, for rules that propose edits. */
export interface RuleSources {
  read(path: string): string | undefined;
  parse(path: string): SyntaxTree | undefined;
}

/** What docs/rules says of a rule; examples are whole files. */
export interface RulePage {
  readonly summary: string;
  /** Paragraphs of Markdown. */
  readonly explanation: readonly string[];
  /** The rule speaks. */
  readonly bad: string;
  /** It does not, each with the words that say why. */
  readonly good: readonly (readonly [why: string, text: string])[];
}

export interface Rule {
  /** Also the name of the file and of the page in docs/rules. */
  readonly code: string;
  readonly page: RulePage;
  check(analysis: Analysis, sources: RuleSources): readonly Finding[];
}
