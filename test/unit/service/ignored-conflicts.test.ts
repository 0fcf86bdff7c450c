// Conflicts that the user wants to hear nothing of count nowhere: not in the view, at lenses, in hints, before a run.
import { expect, it } from 'vitest';
import { inlayHints } from '../../../server/src/features/inlay-hints';
import { knowledgeOf } from '../../../server/src/features/knowledge';
import { conflictCount } from '../../../server/src/features/tree';
import { NO_RULES } from '../../../server/src/rules/engine/run';
import type { RuleSettings } from '../../../server/src/rules/engine/settings';
import { answerOf, type WorkspaceApi } from '../../../server/src/service/api';
import { differencesIn } from '../../../server/src/service/reports';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

const FILE = '/configuration.nix';
const COMMENT = '# specialisations-ignore: option-conflict';

/** Two conflicts, one of the base itself and one with a specialisation; what stands behind either side of the latter. */
const text = (ours = '', theirs = ''): string => `{
  imports = [ { networking.hostName = "b"; } ];
  networking.hostName = "a";
  services.openssh.enable = true; ${ours}
  specialisation.s.configuration = {
    services.openssh.enable = false; ${theirs}
  };
}
`;

/** In the base and in the specialisation. */
function said(workspace: WorkspaceApi) {
  const { systems, findings } = workspace.snapshot();
  const [system] = systems;
  if (system === undefined) throw new Error('there is no system');
  const counted = [system, ...system.specialisations].map(({ conflicts }) => conflicts.certain);
  const told = [null, 's'].map((specialisation) =>
    (differencesIn(workspace, { ...system, specialisation }) ?? []).map(({ conflict }) => conflict?.isIgnored),
  );
  const all = { start: 0, end: Number.POSITIVE_INFINITY };
  const hints = inlayHints(answerOf(workspace.fates(FILE)), all, 'conflicts').map(({ label }) => label);
  const beforeRun = knowledgeOf(systems, [], undefined).conflicts.reduce((sum, { count }) => sum + count, 0);
  return { badge: conflictCount({ findings }), counted, beforeRun, told, hints };
}

async function saidOf(source: string, rules: RuleSettings = {}) {
  const workspace = await testWorkspace(parseFixture(`#- ${FILE}\n${source}`));
  workspace.configure({ rules });
  const all = said(workspace);
  workspace.dispose();
  return all;
}

const BOTH = { badge: 2, counted: [1, 1], beforeRun: 2, told: [[false], [false]] };
const HALF = { badge: 1, counted: [1, 0], beforeRun: 1, told: [[false], [true]] };
const NONE = { badge: 0, counted: [0, 0], beforeRun: 0, told: [[true], [true]], hints: [] };

it.each([
  ['nothing is ignored', text(), {}, BOTH],
  ["a comment at the base's side", text(COMMENT), {}, HALF],
  ["a comment at the specialisation's side", text('', COMMENT), {}, HALF],
  ['a comment for the file', `${COMMENT.replace('ignore', 'ignore-file')}\n${text()}`, {}, NONE],
  ['a comment about another rule', text('# specialisations-ignore: wrong-type'), {}, BOTH],
  ['the rule is off', text(), { 'option-conflict': 'off' }, NONE],
  ['the rule is only a warning', text(), { 'option-conflict': 'warning' }, BOTH],
  ['no rules are asked', text(), NO_RULES, { ...BOTH, badge: 0 }],
] as const)('%s', async (_what, source, rules, expected) => {
  expect(await saidOf(source, rules)).toMatchObject(expected);
});

it('a comment that is written, and taken away again', async () => {
  const workspace = await testWorkspace(parseFixture(`#- ${FILE}\n${text()}`));
  const before = said(workspace);
  workspace.open(FILE, text(COMMENT));
  const ignored = said(workspace);
  workspace.open(FILE, text());
  const after = said(workspace);
  workspace.configure({ rules: { 'option-conflict': 'off' } });
  const off = said(workspace);
  workspace.dispose();
  expect([before, after]).toMatchObject([BOTH, BOTH]);
  expect(ignored).toMatchObject(HALF);
  expect(before.hints).toEqual(after.hints);
  expect(before.hints.length).toBe(ignored.hints.length + 2);
  expect(off).toMatchObject(NONE);
});
