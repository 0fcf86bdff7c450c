// A result where a text is no Nix any more since it was found, and says the same otherwise: somebody begins to write.
// Then there is one problem more, and the rules that say less of such texts had nothing to say.
import type { SystemSummary } from '../analysis/reports/summary';
import type { Finding } from '../rules/engine/finding';
import { atLevel, isOff, type RuleSettings } from '../rules/engine/settings';
import type { Checked } from '../rules/engine/unanimous';
import { RULES } from '../rules/index';
import { type Said, SYNTAX_ERROR } from '../rules/syntax-error';
import type { EntryResult } from './entry-work';

/** What says less, or nothing, of a text that may only be half-typed, where it stands. */
const PATIENT: ReadonlySet<string> = new Set(['duplicate-attribute', 'missing-name', 'undefined-lib']);
/** The same of what may stand in another text than what it looks at. */
const PATIENT_ANYWHERE: ReadonlySet<string> = new Set([SYNTAX_ERROR, 'failing-value', 'missing-import']);

const isPatient = ({ code, file, related }: Finding, { file: begun }: Said): boolean =>
  PATIENT_ANYWHERE.has(code) || (PATIENT.has(code) && [file, ...related.map((at) => at.file)].includes(begun));

const CODES: readonly string[] = RULES.map(({ code }) => code);

/** The same result with the problem, as the rule would tell it; undefined where more may be different. */
export function begun(result: EntryResult, error: Said, settings: RuleSettings): EntryResult | undefined {
  const { checked, systems } = result;
  const hasPart = ({ files }: Checked): boolean => files.has(error.file);
  const mayBeLess = checked.some(({ findings }) => findings.some((one) => isPatient(one, error)));
  if (mayBeLess || !checked.some(hasPart) || checked.length !== systems.length) return undefined;
  if (isOff(SYNTAX_ERROR, settings)) return result;
  return {
    ...result,
    checked: checked.map((each, i): Checked => {
      const system = hasPart(each) ? systems[i] : undefined;
      return system === undefined ? each : { ...each, findings: inserted(each.findings, of(error, system, settings)) };
    }),
  };
}

const of = (error: Said, { entry, host }: SystemSummary, settings: RuleSettings): Finding =>
  atLevel(
    {
      ...error,
      code: SYNTAX_ERROR,
      severity: 'error',
      root: entry,
      host,
      specialisation: null,
      option: null,
      fixes: () => [],
    },
    settings,
  );

/** Where the rule's turn is: findings stand in the order of the rules, and then in that of NixOS's own. */
function inserted(findings: readonly Finding[], one: Finding): readonly Finding[] {
  const turn = CODES.indexOf(SYNTAX_ERROR);
  let at = 0;
  for (let last = 0; at < findings.length; at++) {
    const rank = CODES.indexOf(findings[at]?.code ?? '');
    if (rank > turn || rank < last) break;
    last = rank;
  }
  return findings.toSpliced(at, 0, one);
}
