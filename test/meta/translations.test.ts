// Translations say everything, with the same links, code and places as the original.
import { describe, expect, it } from 'vitest';
import { reasonWords } from '../../server/src/rules/engine/reason-words';
import { filesIn, textOf } from './files';
import { type Sentence, sentencesIn, type Untranslated, untranslatedIn } from './sentences';

const texts = (path: string): Readonly<Record<string, string>> => JSON.parse(textOf(path));
const translations = (pattern: RegExp): readonly string[] => filesIn().filter((name) => pattern.test(name));

/** What a translation keeps as it is: addresses, places for values, settings that are named. */
const kept = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)]*)\)|\{\w+\}|#[\w.]+#/g)].map(([whole, address]) => address ?? whole).sort();

/** What is code, and how often. */
const codeIn = (text: string): readonly string[] => [...text.matchAll(/`[^`]*`/g)].map(([code]) => code).sort();

const MANIFEST = texts('package.nls.json');

describe.each(translations(/^package\.nls\.[\w-]+\.json$/))('%s', (name) => {
  it('has the keys of package.nls.json', () => {
    expect(Object.keys(texts(name))).toEqual(Object.keys(MANIFEST));
  });

  it.each(Object.entries(texts(name)))('%s keeps links and places', (key, text) => {
    expect(kept(text)).toEqual(kept(MANIFEST[key] ?? ''));
    expect(text.trim()).not.toBe('');
  });
});

/**
 * Whose texts nobody reads in an editor: Nix's own words, which the evaluator repeats as they are; the command line,
 * and pages, which are English; what is said to assistants; what is written into logs.
 */
const NOT_SHOWN = [
  /^server\/src\/(base|syntax|eval|options|modules|project|host|lexical|edits|assistants|cli)\//,
  /^server\/src\/rules\/(pages|docs)\//,
  // Asked by the command line only.
  /^server\/src\/(analysis\/failure|run\/plan\/report|run\/status\/report|run\/status\/part-status)\.ts$/,
  // What Nix says, to be recognised.
  /^server\/src\/run\/output\/heads\.ts$/,
  // A program of its own, in the terminal of a run.
  /^client\/src\/follow\//,
  // How the server is started, and what it answers to whoever does not speak the protocol.
  /^server\/src\/lsp\/(program|framed-reader|guard|server|transport|core\/link)\.ts$/,
];

const SOURCES = filesIn('client/src', 'client/webview', 'server/src').filter(
  (name) => name.endsWith('.ts') && !NOT_SHOWN.some((pattern) => pattern.test(name)),
);
const SAID: readonly Sentence[] = SOURCES.flatMap((file) => sentencesIn(textOf(file), file));

describe.each(translations(/^l10n\/bundle\.l10n\.[\w-]+\.json$/))('%s', (name) => {
  it('has every sentence of the program, and no other', () => {
    expect(Object.keys(texts(name)).sort()).toEqual([...new Set(SAID.map(({ text }) => text))].sort());
  });

  it.each(Object.entries(texts(name)))('%s keeps its places and its code', (sentence, text) => {
    expect(new Set(kept(text))).toEqual(new Set(kept(sentence)));
    expect(codeIn(text)).toEqual(codeIn(sentence));
    expect(text.trim()).not.toBe('');
    // What is put before or behind something else stays apart from it.
    expect([/^\s*/, /\s*$/].map((edge) => edge.exec(text)?.[0])).toEqual(
      [/^\s*/, /\s*$/].map((edge) => edge.exec(sentence)?.[0]),
    );
  });
});

it('there is one translation at least', () => {
  expect(translations(/^package\.nls\.de\.json$/)).toHaveLength(1);
});

/** What stays as it is in every language: names, commands, code, words of other programs and of the protocol. */
const AS_THEY_ARE: ReadonlySet<string> = new Set([
  // Names.
  'NixOS Specialisations',
  'NixOS Specialisations: {}',
  'NixOS. {}',
  'Home Manager',
  // Code and commands.
  'specialisation',
  'configuration',
  'inheritParentConfig',
  'name.configuration = { … }',
  'mkForce',
  'mkDefault',
  'mkMerge {}',
  'mkIf {} {}',
  'mkOrder {}',
  'mkIf (config.specialisation != { })',
  'mkOverride {}',
  'nh os switch',
  'nh home switch',
  ' ({})',
  'git add -N {}',
  'nix-command flakes',
  '@nix ',
  'options.',
  'etc.specialisation.',
  'specialisation.{}.configuration.',
  '{}# specialisations-ignore: {}{}',
  '{} = { inherit {}; };{}',
  'inherit {};{}',
  // How NixOS describes a type.
  'matching a pattern',
  // Of a context, by which VS Code decides on menus; of elements of a page.
  'base ',
  'specialisation ',
  'home ',
  'row header',
  ' other',
  'cell {}{}',
  ' focused',
  // Names of parts, for the log.
  'status bar',
  'it did not answer',
  'workspace listed folder={} files={} ms={}',
  // Keys.
  '{}#aspects of {}',
  'aspects of {}',
  'systems of {}',
]);

it('what is shown is said in the language of the user', () => {
  const found = SOURCES.flatMap((file): readonly Untranslated[] => untranslatedIn(textOf(file), file));
  expect(found.filter(({ text }) => !AS_THEY_ARE.has(text) && !text.startsWith('<!DOCTYPE html>'))).toEqual([]);
  expect([...AS_THEY_ARE].filter((text) => found.every((each) => each.text !== text))).toEqual([]);
});

/** Reasons of the evaluator as they are written there, `x` for whatever is put in. */
const REASONS = filesIn('server/src/eval', 'server/src/modules', 'server/src/project', 'server/src/analysis').flatMap(
  (file) =>
    [...textOf(file).matchAll(/(?:unknown|giveUp)\(\s*'([\w-]+)',\s*(['"`])(.*?)\2[,)]/g)].map(
      ([, code = '', , detail = '']) => ({ code, detail: detail.replace(/\$\{[^}]*\}/g, 'x') }),
    ),
);

it('why something is not known is said in the language of the user', () => {
  const prose = REASONS.filter(
    ({ code, detail }) => /[a-z]{2} [a-z]{2}/.test(detail) && !/^(?:missing-\w+|outside|error)$/.test(code),
  );
  expect(prose.length).toBeGreaterThan(30);
  expect(prose.filter(({ code, detail }) => reasonWords({ code, detail }).names.includes(detail))).toEqual([]);
});

describe('a text without a translation is found', () => {
  const foundIn = (code: string): readonly string[] => untranslatedIn(code, 'x.ts').map(({ text }) => text);

  it.each([
    ["const message = 'The system does not evaluate';", ['The system does not evaluate']],
    ['const title = `Move to ${name}`;', ['Move to {}']],
    ["show({ label: 'Build' });", ['Build']],
    ["const names = parts.join(' and ');", [' and ']],
    ["const verb = isOne ? 'does' : 'do not';", ['do not']],
    ["heading('Defined');", ['Defined']],
    ["l10n.t('Said by {0}', 'the base system');", ['the base system']],
  ])('%s', (code, expected) => expect(foundIn(code)).toEqual(expected));

  it.each([
    ["l10n.t('The system does not evaluate');"],
    ["inWords('The system ' + 'does not evaluate');"],
    ["type Kind = 'not known';"],
    ["import x from 'a b';"],
    ["logger.info('analysis stopped');"],
    ["throw new Error('this cannot be');"],
    ["const kind = 'specialisation';"],
  ])('%s has none', (code) => expect(foundIn(code)).toEqual([]));

  it('a sentence that is no plain text is none', () => {
    expect(() => sentencesIn('l10n.t(isOne ? a : b)', 'x.ts')).toThrow('x.ts:1');
  });
});
