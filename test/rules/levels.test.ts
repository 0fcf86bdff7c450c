// Every rule can be made louder, quieter and silent, by settings and by comments.
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/base/text-edit';
import { type RuleLevel, ruleSettings } from '../../server/src/rules/engine/settings';
import { RULES } from '../../server/src/rules/index';
import { SYNTAX_ERROR } from '../../server/src/rules/syntax-error';
import { findingsIn } from '../support/check';
import { testWorkspace } from '../support/workspace';

const FILE = '/configuration.nix';
const PLAIN = `{
  services.xserver.enable = false;
  specialisation.desktop.configuration = {
    services.xserver.enable = true;
  };
}
`;

/** How loud the findings of a rule are at a level, and the titles of their fixes. */
async function found(
  text: string,
  code: string,
  level: RuleLevel,
): Promise<readonly { severity: string; fixes: readonly string[] }[]> {
  const workspace = await testWorkspace(new Map([[FILE, text]]));
  workspace.configure({ rules: { [code]: level } });
  const findings = workspace.snapshot().findings.filter((finding) => finding.code === code);
  const shown = findings.map(({ severity, fixes }) => ({ severity, fixes: fixes().map(({ title }) => title) }));
  workspace.dispose();
  return shown;
}

for (const { code, page } of RULES) {
  describe(code, () => {
    test('a setting decides its severity, and leaves the fixes', async () => {
      const usual = await found(page.bad, code, 'default');
      expect(usual.length).toBeGreaterThan(0);
      expect(await found(page.bad, code, 'information')).toEqual(
        usual.map(({ fixes }) => ({ severity: 'information', fixes })),
      );
      expect(await found(page.bad, code, 'off')).toEqual([]);
    });

    // A syntax error has none: syntax-error.test.ts.
    if (code === SYNTAX_ERROR) return;
    test('the offered comment silences each finding', async () => {
      let text = page.bad;
      for (let round = 0; round < 20; round++) {
        const workspace = await testWorkspace(new Map([[FILE, text]]));
        const [finding] = workspace.snapshot().findings.filter((candidate) => candidate.code === code);
        const edit = finding && workspace.suppression(finding);
        workspace.dispose();
        if (finding === undefined) return;
        if (edit === undefined) throw new Error(`no comment is offered at ${finding.start}`);
        text = applyEdits(text, [edit]);
      }
      throw new Error(`still found:\n${text}`);
    });
  });
}

describe('comments', () => {
  const linesFound = async (text: string): Promise<readonly number[]> =>
    (await findingsIn(new Map([[FILE, text]]))).map(({ start }) => text.slice(0, start).split('\n').length);
  const with4 = (line: string): string => PLAIN.replace('    services.xserver.enable = true;', line);

  test('without any both sides are found', async () => expect(await linesFound(PLAIN)).toEqual([2, 4]));
  test('behind the line', async () =>
    expect(
      await linesFound(with4('    services.xserver.enable = true; # specialisations-ignore: option-conflict')),
    ).toEqual([]));
  test('above the line, with blanks and other comments between', async () =>
    expect(
      await linesFound(
        with4('    # specialisations-ignore: option-conflict\n\n    # because\n    services.xserver.enable = true;'),
      ),
    ).toEqual([]));
  test('without a code all rules are meant', async () =>
    expect(await linesFound(with4('    # specialisations-ignore\n    services.xserver.enable = true;'))).toEqual([]));
  test('of several codes', async () =>
    expect(
      await linesFound(with4('    # specialisations-ignore: x, option-conflict\n    services.xserver.enable = true;')),
    ).toEqual([]));
  test('another code silences nothing', async () =>
    expect(
      await linesFound(with4('    # specialisations-ignore: option-conflicts\n    services.xserver.enable = true;')),
    ).toEqual([2, 5]));
  test('another word is no mark', async () =>
    expect(await linesFound(with4('    # specialisations-ignored\n    services.xserver.enable = true;'))).toEqual([
      2, 5,
    ]));
  test('a comment behind one line says nothing of the next', async () =>
    expect(await linesFound(PLAIN.replace('= {', '= { # specialisations-ignore'))).toEqual([2, 4]));
  test('for the whole file', async () =>
    expect(await linesFound(`${PLAIN}# specialisations-ignore-file: option-conflict\n`)).toEqual([]));
  test('line ends of other systems stay', async () => {
    const text = PLAIN.replaceAll('\n', '\r\n');
    const workspace = await testWorkspace(new Map([[FILE, text]]));
    const [finding] = workspace.snapshot().findings;
    expect(finding && workspace.suppression(finding)?.newText).toBe('  # specialisations-ignore: option-conflict\r\n');
    workspace.dispose();
  });
  test('none is offered inside a string of several lines', async () => {
    const text = `{ lib, ... }: {
  a.x = ''
    \${toString { services.xserver.enable = true; }}
  '';
}
`;
    const workspace = await testWorkspace(new Map([[FILE, text]]));
    const start = text.indexOf('services');
    expect(
      workspace.suppression({
        file: FILE,
        start,
        end: start + 8,
        code: 'option-conflict',
        severity: 'hint',
        message: '',
        root: FILE,
        host: null,
        specialisation: null,
        option: null,
        related: [],
        fixes: () => [],
      }),
    ).toBeUndefined();
    workspace.dispose();
  });
});

test('what is no level is left out of settings', () => {
  expect(ruleSettings({ a: 'off', b: 'loud', c: 1 })).toEqual({ a: 'off' });
  expect(ruleSettings(null)).toEqual({});
  expect(ruleSettings('off')).toEqual({});
});
