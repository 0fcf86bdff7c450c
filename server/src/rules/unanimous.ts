// Several configurations share files. What a rule says of the text itself ("this never counts") holds only if all of them say it.
import type { Analysis } from '../analysis/analysis';
import type { Finding } from './finding';
import { RULES } from './index';

export interface Checked {
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
}

const UNANIMOUS: ReadonlySet<string> = new Set(RULES.flatMap(({ code, unanimous }) => (unanimous ? [code] : [])));

/** The findings of all configurations, without those of unanimous rules that another configuration reading the same file does not share. */
export function agreed(all: readonly Checked[]): readonly Finding[] {
  return all.flatMap((own) =>
    own.findings.filter((finding) => {
      if (!UNANIMOUS.has(finding.code)) return true;
      return all.every((other) => other === own || !reads(other, own, finding.file) || other.findings.some((its) => isAlike(its, finding)));
    }),
  );
}

/** Whether a configuration of the same kind has modules from the file. */
function reads({ analysis }: Checked, own: Checked, file: string): boolean {
  if (analysis.entryPoint.kind !== own.analysis.entryPoint.kind) return false;
  return analysis.systems.some(({ evaluation }) => evaluation.collection.files.has(file));
}

const isAlike = (a: Finding, b: Finding): boolean =>
  a.code === b.code && a.file === b.file && a.start === b.start && a.end === b.end && a.option === b.option;
