// What assistants are told of several systems, how answers are bounded, and what they may hand over.
import { describe, expect, it } from 'vitest';
import { askTool } from '../../../server/src/assistants';
import { checkedInput, ToolProblem } from '../../../server/src/assistants/input';
import type { Seen } from '../../../server/src/assistants/seen';
import type { ToolAnswer } from '../../../server/src/assistants/tool';
import { visibleData } from '../../../server/src/assistants/visible-data';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

const FLAKE = `
#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations = {
      desk = nixpkgs.lib.nixosSystem { modules = [ ./common.nix ./desk.nix ]; };
      lap = nixpkgs.lib.nixosSystem { modules = [ ./common.nix { networking.hostName = "lap"; } ]; };
    };
  };
}
#- /common.nix
{
  services.openssh.enable = true;
  specialisation.travel.configuration.services.openssh.enable = false;
}
#- /desk.nix
{
  boot.kernelParams = [ "quiet" ];
  networking.hostId = 5; networking.hostNaem = "a";
  specialisation.game.configuration.boot.kernelParams = [ "debug" ];
}
`;

/** What tools see of a fixture. */
async function seenIn(fixture: string): Promise<Seen> {
  const workspace = await testWorkspace(parseFixture(fixture));
  const shown = (path: string): string => path.replace(/^\//, '');
  return { workspace, shown, known: shown, read: (path) => workspace.texts.read(path), notes: ({ notes }) => notes };
}

/** An answer; `until` as of performance.now: where it is past, work is done in the smallest slices. */
function answered(seen: Seen, tool: string, input: unknown, until = Number.POSITIVE_INFINITY): ToolAnswer {
  const asked = askTool(tool, input, seen);
  for (let slices = 0; slices < 10_000; slices++) {
    const found = asked.advance(until);
    if (found !== undefined) return found.answer;
  }
  throw new Error('no answer');
}

const dataOf = (answer: ToolAnswer) => Object('data' in answer ? answer.data : { problem: answer.problem });

describe('several systems', () => {
  it('of one system, what it shares with another is told, too', async () => {
    const seen = await seenIn(FLAKE);
    for (const system of ['desk', 'lap']) {
      const { findings } = dataOf(answered(seen, 'check', { system, code: 'option-conflict' }));
      expect(findings).toMatchObject([{ file: 'common.nix', line: 3 }, { otherSide: true }]);
    }
    expect(dataOf(answered(seen, 'check', { system: 'lap', code: 'unknown-option' })).findings).toEqual([]);
    const options = dataOf(answered(seen, 'check', { system: 'flake.nix', code: 'unknown-option' })).findings;
    expect(options.map(({ file }: { file: string }) => file)).toContain('desk.nix');
  });

  it('an option is told of in those that define it, or in the one that is asked for', async () => {
    const seen = await seenIn(FLAKE);
    const hostsOf = (input: object): unknown[] =>
      dataOf(answered(seen, 'explain_option', input)).systems.map(
        ({ host, specialisation }: Record<string, unknown>) => `${host}/${specialisation ?? 'base'}`,
      );
    expect(hostsOf({ option: 'boot.kernelParams' })).toEqual(['desk/base', 'desk/game', 'desk/travel']);
    expect(hostsOf({ option: 'services.openssh', specialisation: 'base' })).toEqual(['desk/base', 'lap/base']);
    expect(hostsOf({ option: 'services.openssh', system: 'lap' })).toEqual(['lap/base', 'lap/travel']);
  });

  it('a specialisation is compared in each system that has it', async () => {
    const seen = await seenIn(FLAKE);
    expect(dataOf(answered(seen, 'compare_specialisation', { specialisation: 'travel' })).systems).toHaveLength(2);
    expect(answered(seen, 'compare_specialisation', { specialisation: 'game', system: 'lap' })).toEqual({
      problem: 'no specialisation is called "game" (there is: travel)',
    });
  });

  it('worked on in slices, the answers are the same', async () => {
    const [whole, sliced] = [await seenIn(FLAKE), await seenIn(FLAKE)];
    for (const [tool, input] of [
      ['explain_option', { option: 'boot' }],
      ['compare_specialisation', { specialisation: 'travel' }],
      ['list_systems', {}],
    ] as const)
      expect(answered(sliced, tool, input, 0)).toEqual(answered(whole, tool, input));
  });
});

describe('an option that nothing defines', () => {
  it.each([
    ['services.nginx.enable', /: unless another does, it has its default\.$/],
    ['services.nginx', /, nor any of the options below it\.$/],
    ['services.nginks.enable', /, and no option of this name is known\.$/],
  ])('%s', async (option, words) => {
    const { systems, note } = dataOf(answered(await seenIn(FLAKE), 'explain_option', { option }));
    expect(systems).toEqual([]);
    expect(note).toMatch(words);
  });
});

describe('findings', () => {
  it('more than are asked for are counted', async () => {
    const { findings, leftOut, counts } = dataOf(answered(await seenIn(FLAKE), 'check', { limit: 1 }));
    expect([findings.length, findings[0].severity, counts.error]).toEqual([1, 'error', 1]);
    expect(leftOut).toBeGreaterThan(1);
  });

  it('of several in a line, one is to be named', async () => {
    const seen = await seenIn(FLAKE);
    const { problem } = dataOf(answered(seen, 'propose_fix', { file: 'desk.nix', line: 3 }));
    expect(problem).toMatch(/^several findings stand there; give a fingerprint: [0-9a-f]{32} \(/);
    const [fingerprint] = /[0-9a-f]{32}/.exec(problem) ?? [];
    expect(dataOf(answered(seen, 'propose_fix', { fingerprint })).finding).toMatchObject({ fingerprint, line: 3 });
    expect(dataOf(answered(seen, 'propose_fix', { fingerprint, fix: 9 })).problem).toMatch(/^there is no fix 9/);
    expect(dataOf(answered(seen, 'propose_fix', { fingerprint: 'x' })).problem).toContain('check again');
  });

  it('a fix that would write what is hidden says that it cannot be applied as a text', async () => {
    const seen = await seenIn(`
#- /configuration.nix
{
  services.openssh.enable = true; # \u202e
  specialisation.travel.configuration.services.openssh.enable = false;
}
`);
    const { fixes } = dataOf(answered(seen, 'propose_fix', { file: 'configuration.nix', line: 3, fix: 1 }));
    expect(fixes[0].diff).toContain('# \\u{202e}');
    expect(fixes[0].note).toMatch(/cannot be applied/);
  });
});

describe('what is handed over', () => {
  const schema = {
    type: 'object',
    properties: {
      a: { type: 'string', description: '' },
      n: { type: 'integer', minimum: 1, maximum: 3, description: '' },
    },
    required: ['a'],
    additionalProperties: false,
  } as const;

  it('nothing, null and an empty text are alike', () => {
    expect(checkedInput({ ...schema, required: [] }, undefined)).toEqual({});
    expect(checkedInput(schema, { a: 'x', n: null })).toEqual({ a: 'x' });
    expect(() => checkedInput(schema, { a: '' })).toThrow('missing: a');
  });

  it.each([
    [[], 'the input must be an object'],
    [{ a: 'x', b: 1 }, 'there is no "b" here; there is: a, n'],
    [{ a: 'x', toString: 1 }, 'there is no "toString" here'],
    [{ a: ['x'] }, '"a" must be a text'],
    [{ a: 'x', n: 4 }, '"n" must be a whole number of at least 1 and at most 3'],
    [{ a: 'x', n: '1' }, '"n" must be a whole number'],
  ])('%j is refused', (given, words) => {
    expect(() => checkedInput(schema, given)).toThrow(ToolProblem);
    expect(() => checkedInput(schema, given)).toThrow(words);
  });
});

it('every text of an answer is visible; of several lines, the lines stay', () => {
  expect(visibleData({ message: 'a\nb\u200b', diff: 'a\r\n\tb\u200b\r', list: [{ newText: '\n' }, 1, null] })).toEqual({
    message: 'a\\nb\\u{200b}',
    diff: 'a\r\n\tb\\u{200b}\\r',
    list: [{ newText: '\n' }, 1, null],
  });
});
