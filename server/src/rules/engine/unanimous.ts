// Several configurations share files. What a rule says of the text itself ("this never counts")
// holds only if all of them say it.
import type { SystemKind } from '../../modules/system-options';
import type { Finding } from './finding';

/** What was found in one configuration. */
export interface Checked {
  readonly kind: SystemKind;
  /** Every file that takes part. */
  readonly files: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/**
 * The findings of `some` configurations, without those of rules in `unanimous` that another one of `all`, reading the
 * same file, does not share. As long as it is not known what all of them say, nobody agrees.
 */
export function agreed(
  some: readonly Checked[],
  all: readonly Checked[] | undefined,
  unanimous: ReadonlySet<string>,
): readonly Finding[] {
  return some.flatMap((own) =>
    own.findings.filter((finding) => {
      if (!unanimous.has(finding.code)) return true;
      const sharing = all?.filter((other) => other !== own && other.kind === own.kind && other.files.has(finding.file));
      return sharing?.every((other) => other.findings.some((its) => isAlike(its, finding))) ?? false;
    }),
  );
}

const isAlike = (a: Finding, b: Finding): boolean =>
  a.code === b.code && a.file === b.file && a.start === b.start && a.end === b.end && a.option === b.option;
