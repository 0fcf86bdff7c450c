// The mutation check: each mkForce, mkDefault and mkOverride of a configuration is taken away once, in memory. What
// then conflicts must be found.

import type { OptionExplanation, SystemExplanation } from '../../server/src/analysis/reports/explanation';
import type { Snapshot, WorkspaceApi } from '../../server/src/service/api';
import { explanationsIn } from '../../server/src/service/reports';
import type { SyntaxTree } from '../../server/src/syntax/ast';
import { type Site, sitesIn, stripped } from './sites';

export interface Mutation {
  readonly file: string;
  readonly site: Site;
  /** `found` by option-conflict, and how loud; else why nothing is found. */
  readonly outcome: string;
  /** Whether it conflicts as far as the module system is concerned, and nothing was said. */
  readonly isMiss: boolean;
}

interface Texts {
  read(path: string): string | undefined;
  parse(text: string): SyntaxTree;
}

/** Priority of a definition without a priority function. */
const PLAIN = 100;

export function mutate(workspace: WorkspaceApi, texts: Texts): readonly Mutation[] {
  const before = conflictsIn(workspace.snapshot());
  const explained = explanationsIn(workspace);
  const files = [...new Set(explained.flatMap((system) => system.files))].sort();
  return files.flatMap((file) => {
    const text = texts.read(file);
    return text === undefined
      ? []
      : sitesIn(texts.parse(text)).map((site): Mutation => {
          workspace.open(file, stripped(text, site));
          const judged = judge(file, site, { before, explained, workspace });
          workspace.close(file);
          return { file, site, ...judged };
        });
  });
}

interface Known {
  readonly before: ReadonlyMap<string, number>;
  readonly explained: readonly SystemExplanation[];
  readonly workspace: WorkspaceApi;
}

function judge(
  file: string,
  site: Site,
  { before, explained, workspace }: Known,
): Pick<Mutation, 'outcome' | 'isMiss'> {
  const { findings } = workspace.snapshot();
  const after = conflictsIn({ findings });
  const fresh = [...after].filter(([key, count]) => count > (before.get(key) ?? 0)).map(([key]) => key);
  if (fresh.length > 0) {
    const severities = findings.filter((finding) => fresh.includes(keyOf(finding))).map(({ severity }) => severity);
    const [loudest] = ['error', 'warning', 'information', 'hint'].filter((severity) =>
      severities.some((one) => one === severity),
    );
    return { outcome: `found: ${loudest}`, isMiss: false };
  }
  const options = explained.flatMap((system) =>
    system.options.filter(({ definitions }) => definitions.some(isAt)).map((option) => ({ system, option })),
  );
  if (options.length === 0) return { outcome: 'no definition of an option is seen there', isMiss: false };
  const meeting = options.filter(({ option }) =>
    option.definitions.some((one) => !isAt(one) && one.priority === PLAIN),
  );
  if (meeting.length === 0) return { outcome: 'no other definition at that priority', isMiss: false };
  const verdicts = explanationsIn(workspace).flatMap((system) =>
    system.options.filter(({ option }) =>
      meeting.some(
        (one) =>
          one.option.option === option &&
          one.system.host === system.host &&
          one.system.name === system.name &&
          one.system.entry === system.entry,
      ),
    ),
  );
  return whyNot(verdicts);

  function isAt({ location }: OptionExplanation['definitions'][number]): boolean {
    return location?.file === file && location.start === site.definition;
  }
}

function whyNot(verdicts: readonly OptionExplanation[]): Pick<Mutation, 'outcome' | 'isMiss'> {
  if (verdicts.some(({ verdict }) => verdict === 'conflict'))
    return { outcome: 'conflicts, and is not found', isMiss: true };
  const vague = verdicts.find(({ verdict }) => verdict === 'unknown');
  if (vague !== undefined) return { outcome: `not known: ${vague.reason?.detail ?? 'the option'}`, isMiss: false };
  const failing = verdicts.find(({ verdict }) => verdict !== 'ok');
  return {
    outcome: failing === undefined ? 'the definitions merge, or are equal' : `the option is ${failing.verdict}`,
    isMiss: false,
  };
}

/** How many conflicts there are for each option in each file. */
function conflictsIn({ findings }: Pick<Snapshot, 'findings'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings)
    if (finding.code === 'option-conflict') counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}

const keyOf = ({ code, file, option }: { code: string; file: string; option: string | null }): string =>
  [code, file, option].join('\n');
