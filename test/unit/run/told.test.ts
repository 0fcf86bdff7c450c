import { describe, expect, it, test } from 'vitest';
import type { RunSpec } from '../../../server/src/protocol/run';
import { offersAfter } from '../../../server/src/run/offers';
import { parseReport } from '../../../server/src/run/output/parse-report';
import { reportOn } from '../../../server/src/run/output/reader';
import { toldProblem } from '../../../server/src/run/output/told';

const ROOT: RunSpec['root'] = { kind: 'flake', path: '/cfg' };
const FAILED = reportOn("error: undefined variable 'x'\n");

describe('a problem in words', () => {
  const told = (output: string, root = ROOT) => reportOn(output).problems.map((problem) => toldProblem(problem, root));

  it('what Nix says, line by line', () => {
    expect(told("error: The option `a' has conflicting definition values:\n       - In `/a.nix': 1\n")).toEqual([
      "The option `a' has conflicting definition values:\n- In `/a.nix': 1",
    ]);
  });

  it('a file that a flake does not have may only be unknown to Git', () => {
    const output = "error: path '/nix/store/0c0a8zfc9hd3vhpyqpv2c0fzh1y8bzqy-source/a/new.nix' does not exist\n";
    expect(told(output)[0]).toContain('“git add -N a/new.nix”');
    expect(told(output, { kind: 'classic', path: '/a.nix' })[0]).not.toContain('git');
  });

  it('what hides is written out, and what is long ends', () => {
    const [text = ''] = told(
      `error: The option \`a\u202eb' does not exist. Definition values:\n${'       x\n'.repeat(300)}`,
    );
    expect(text).toContain('\\u{202e}');
    expect(text.split('\n').length).toBeLessThan(25);
  });
});

describe('what is offered after a run', () => {
  const spec = (action: RunSpec['action'], system: RunSpec['system'] = 'nixos'): RunSpec => ({
    action,
    system,
    host: null,
    specialisation: 'gaming',
    root: ROOT,
  });
  const offers = (of: RunSpec, level: 'done' | 'stopped' | 'attention' | 'failed', report = FAILED) =>
    offersAfter(of, { level, message: '' }, report).map((offer) =>
      offer.offer === 'switch' ? `switch by ${offer.spec.action}` : offer.offer,
    );

  test.each([
    ['build', 'done', ['switch by rebuild', 'difference']],
    ['boot', 'done', ['switch by switch', 'difference']],
    ['rebuild', 'done', ['difference']],
    ['switch', 'done', []],
    ['rebuild', 'failed', ['errors', 'terminal']],
    ['rebuild', 'stopped', []],
  ] as const)('%s, %s', (action, level, expected) => expect(offers(spec(action), level)).toEqual(expected));

  test('without errors that were read there is the terminal', () => {
    expect(offers(spec('rebuild'), 'attention', reportOn(''))).toEqual(['terminal']);
  });

  test('a home has no closures to compare', () => {
    expect(offers(spec('build', 'home-manager'), 'done')).toEqual(['switch by rebuild']);
  });
});

test('a report that is none is not taken', () => {
  expect(parseReport(JSON.stringify(FAILED))).toEqual(FAILED);
  for (const text of ['', '{', '[]', 'null', '{"problems":[]}', '4']) expect(parseReport(text)).toBeUndefined();
});
