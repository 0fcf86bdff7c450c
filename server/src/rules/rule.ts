// What a rule is: a code, what it needs, what it finds.
import type { Analysis } from '../analysis/analysis';
import type { SyntaxTree } from '../syntax/ast';
import type { Finding } from './finding';

/** The texts behind the analysis, for rules that propose edits. */
export interface RuleSources {
  read(path: string): string | undefined;
  parse(path: string): SyntaxTree | undefined;
}

export interface Rule {
  /** Also the name of the file and of the page in docs/rules. */
  readonly code: string;
  check(analysis: Analysis, sources: RuleSources): readonly Finding[];
}
