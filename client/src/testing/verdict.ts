// What becomes of a check as the result of a test: what Nix complains of has failed, what kept Nix from saying anything
// is an error. Pure.
import { l10n } from '../../../server/src/protocol/l10n';
import type { NixReport } from '../../../server/src/protocol/nix-report';
import type { ConfigRoot } from '../../../server/src/protocol/run';
import { visible } from '../../../server/src/protocol/visible';
import { toldProblem } from '../../../server/src/run/output/told';

/** A check that failed; `At` is how places are told. */
export interface FailedCheck<At> {
  readonly ended: number | string;
  readonly report: Pick<NixReport, 'problems'>;
  readonly places: readonly (At | undefined)[];
}

export interface Verdict<At> {
  readonly state: 'failed' | 'errored';
  readonly messages: readonly { readonly text: string; readonly at: At | undefined }[];
}

export function verdictOf<At>(
  title: string,
  root: ConfigRoot,
  { ended, report, places }: FailedCheck<At>,
): Verdict<At> {
  const messages = report.problems.map((problem, i) => ({ text: toldProblem(problem, root), at: places[i] }));
  return messages.length > 0 ? { state: 'failed', messages } : errored(l10n.t('{0}: it failed ({1}).', title, ended));
}

/** Nothing was found out. */
export function errored(text: string): Verdict<never> {
  return { state: 'errored', messages: [{ text: visible(text), at: undefined }] };
}
