// While something is typed, nothing but the syntax error is new: findings and specialisations of the rest stay.
import { afterAll, describe, expect, test } from 'vitest';
import { firstError } from '../../server/src/syntax/first-error';
import type { Files } from '../support/fixture';
import { PLACES, prefixesOf, WRITTEN } from '../support/typing';
import { testWorkspace } from '../support/workspace';

const FILE = '/configuration.nix';
const OTHERS: Files = new Map([
  ['/hardware.nix', '{ networking.domain = "home"; }'],
  ['/desktop.nix', '{ specialisation.dark.configuration.networking.domain = "dark"; }'],
]);

/** Another quarter of the places for each. */
const TYPED = [
  'services.openssh.enable = lib.mkForce true;',
  'imports = [ ./x.nix ];',
  'foo = "a ${b} c";',
  'specialisation.x.configuration = { time.timeZone = "CET"; };',
  'inherit (lib) mkIf nonsense;',
  'networking.domain = if a then lib.mkForce "b" else c;',
  'environment.systemPackages = with pkgs; [ git ];',
  'boot = { tmp.useTmpfs = lib.mkForce "b"; };',
  "environment.etc.a.text = ''a ${b}'';",
  'value = lib.mkMerge [ { a = 1; } (lib.mkIf true { b = 2; }) ];',
];

/** One for all texts, as an editor has it: the other files are read once. */
const workspace = await testWorkspace(new Map([...OTHERS, [FILE, WRITTEN]]));
afterAll(() => workspace.dispose());

/** What is said of a text, as if a stretch of it were not there. */
function said(text: string, start: number, length: number): readonly string[] {
  workspace.open(FILE, text);
  const { findings, systems } = workspace.snapshot();
  const at = (file: string, offset: number) =>
    `${file}:${file === FILE && offset >= start + length ? offset - length : offset}`;
  const errors = findings.filter(({ code }) => code === 'syntax-error');
  expect(errors).toHaveLength(length === 0 ? 0 : 1);
  return [
    ...findings
      .filter((finding) => !errors.includes(finding))
      .map(({ code, severity, file, start: from, message, related }) =>
        [code, severity, at(file, from), message, ...related.map((other) => at(other.file, other.start))].join(' '),
      ),
    ...systems.flatMap(({ specialisations }) => specialisations.map(({ name }) => name)),
  ];
}

test.each([...TYPED.entries()])('%i: %s', (turn, typed) => {
  const before = said(WRITTEN, 0, 0);
  expect(before.length).toBeGreaterThan(6);
  const wrong: unknown[] = [];
  for (const place of PLACES.filter((_, index) => index % 4 === turn % 4)) {
    for (const prefix of prefixesOf(typed, place)) {
      const text = WRITTEN.slice(0, place) + prefix + WRITTEN.slice(place);
      if (firstError(text) === undefined) continue;
      const after = said(text, place, prefix.length);
      if (JSON.stringify(after) !== JSON.stringify(before)) wrong.push([PLACES.indexOf(place), prefix, after]);
    }
  }
  expect(wrong).toEqual([]);
});

describe('taken away', () => {
  test.each([
    ['from its end', (text: string, cut: number) => text.slice(0, text.length - cut)],
    ['from its start', (text: string, cut: number) => text.slice(cut)],
  ])('%s', (_, rest) => {
    const definition = 'boot.tmp.useTmpfs = lib.mkForce [ "b" ];';
    const place = WRITTEN.indexOf('boot.tmp.useTmpfs = true;');
    const without = WRITTEN.replace('boot.tmp.useTmpfs = true;', '');
    const before = said(without, 0, 0);
    const wrong: unknown[] = [];
    for (let cut = 1; cut < definition.length; cut++) {
      const left = rest(definition, cut);
      const text = without.slice(0, place) + left + without.slice(place);
      if (firstError(text) === undefined) continue;
      const after = said(text, place, left.length);
      if (JSON.stringify(after) !== JSON.stringify(before)) wrong.push([left, after]);
    }
    expect(wrong).toEqual([]);
  });

  test('a bracket or quote opened or closed early', () => {
    const place = PLACES[9] ?? 0;
    const before = said(WRITTEN, 0, 0);
    for (const typed of ['"', "''", '{', '[', '(', '}', ']', ')', '};', '];', '${', '=', ';', '.', '/*', 'in'])
      expect(said(WRITTEN.slice(0, place) + typed + WRITTEN.slice(place), place, typed.length), typed).toEqual(before);
  });
});
