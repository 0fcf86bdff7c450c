// Messages that name a place: in which words, and where the place is once somebody has typed.
import { afterEach, describe, expect, test } from 'vitest';
import german from '../../l10n/bundle.l10n.de.json';
import { LineIndex } from '../../server/src/base/line-index';
import { l10n, translatedBy } from '../../server/src/protocol/l10n';
import type { Finding } from '../../server/src/rules/engine/finding';
import { bounded, inWords, worded } from '../../server/src/rules/engine/wording';
import { shiftFindings } from '../../server/src/service/shift-findings';
import { findingsIn } from '../support/check';

const at = (file: string) => ({ file, start: 0, end: 1 });
const read = (here: string, there: string): string =>
  worded({ ...inWords('Set elsewhere{0}, too.', at(there)), ...at(here) }, () => 24);

describe('a place', () => {
  test.each([
    ['/etc/nixos/a.nix', '/etc/nixos/b.nix', 'b.nix:24'],
    ['/etc/nixos/a.nix', '/etc/nixos/a.nix', 'a.nix:24'],
    ['/hosts/a/configuration.nix', '/hosts/b/configuration.nix', 'b/configuration.nix:24'],
    ['/a/x/host.nix', '/b/x/host.nix', 'b/x/host.nix:24'],
    ['/etc/nixos/a.nix', '/etc/nixos/desktop/default.nix', 'desktop/default.nix:24'],
    ['/a.nix', '/default.nix', 'default.nix:24'],
  ])('from %s in %s', (here, there, shown) => expect(read(here, there)).toBe(`Set elsewhere (${shown}), too.`));

  test('of our own words for a library is none', () =>
    expect(read('/a.nix', '(blueprint)')).toBe('Set elsewhere, too.'));
});

test('a name that a program made is cut, and the places keep theirs', () => {
  const long = 'x'.repeat(100_000);
  const message = worded({ ...bounded(inWords('{0}{1} and {0}', long, at('/b.nix'))), ...at('/a.nix') }, () => 24);
  expect(message.length).toBeLessThan(5_000);
  expect(message).toMatch(/x…x+ \(b\.nix:24\) and x+…x+$/);
});

describe('while the other file is edited', () => {
  const OTHER = '{ services.openssh.enable = true; }\n';
  const FILES = new Map([
    [
      '/configuration.nix',
      '{ imports = [ ./ssh.nix ]; specialisation.x.configuration.services.openssh.enable = false; }',
    ],
    ['/ssh.nix', OTHER],
  ]);
  const messages = (findings: readonly Finding[], other: string): readonly string[] =>
    findings.map((finding) => worded(finding, ({ start }) => new LineIndex(other).position(start).line + 1));
  const found = async (): Promise<readonly Finding[]> =>
    (await findingsIn(FILES)).map((finding) => ({ ...finding, fixes: () => [] })).slice(0, 1);

  test('the line that is named moves along', async () => {
    const findings = await found();
    expect(messages(findings, OTHER)).toEqual([expect.stringContaining('which sets true (ssh.nix:1):')]);
    const edit = { start: 0, end: 0, newText: '# one\n# two\n' };
    const shifted = shiftFindings(findings, '/ssh.nix', [edit]);
    expect(messages(shifted, edit.newText + OTHER)).toEqual([expect.stringContaining('which sets true (ssh.nix:3):')]);
    // Who is asked for fixes knows it by its words.
    expect(shifted.map(({ message }) => message)).toEqual(findings.map(({ message }) => message));
  });

  test('a place that is typed over is not named', async () => {
    const edit = { start: 2, end: 9, newText: '' };
    expect(messages(shiftFindings(await found(), '/ssh.nix', [edit]), OTHER)).toEqual([
      expect.stringContaining('which sets true: '),
    ]);
  });
});

describe('the news comes first, as lists cut what stands behind', () => {
  /** As much as the list of problems shows. */
  const SHOWN = 60;
  afterEach(() => l10n.speak(undefined));

  test.each([
    ['en', undefined, 'lacks `fileSystems."/"`'],
    ['de', translatedBy(german), 'fehlt: `fileSystems."/"`'],
  ])('%s: what a specialisation of its own lacks', async (_language, translate, news) => {
    l10n.speak(translate);
    const text = '{ specialisation.minimal = { inheritParentConfig = false; configuration.time.timeZone = "UTC"; }; }';
    const found = await findingsIn(new Map([['/configuration.nix', text]]));
    const { message = '' } = found.find(({ code }) => code === 'standalone-incomplete') ?? {};
    expect(message.slice(0, SHOWN)).toContain(news);
  });
});
