// What a rule is: a code, what it needs, what it finds.
import type { Analysis } from '../../analysis/analysis';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Finding, Severity } from './finding';

/** What docs/rules says of a rule; examples are whole files. */
export interface RulePage {
  readonly summary: string;
  /** Paragraphs of Markdown. */
  readonly explanation: readonly string[];
  /** The rule speaks. */
  readonly bad: string;
  /** It does not, each with the words that say why. */
  readonly good: readonly (readonly [why: string, text: string])[];
  /** How loud its findings are unless the user says otherwise, the loudest first. */
  readonly severities: readonly Severity[];
  /** Rules of nix-community/nixd#861–866 that this one covers, as `R1.1`. */
  readonly nixd?: readonly string[];
}

export interface Rule {
  /** Also the name of the file and of the page in docs/rules. */
  readonly code: string;
  readonly page: RulePage;
  /**
   * A finding says what is so in every configuration that reads the file: where one of them finds
   * nothing there, nothing is shown.
   */
  readonly unanimous?: true;
  /**
   * Looks at one configuration: the base and its specialisations. What several hosts share is
   * found in each and shown once.
   * Never throws on purpose; a rule that does is logged and leaves the others their say.
   */
  check(analysis: Analysis, sources: SourceTexts): readonly Finding[];
}
