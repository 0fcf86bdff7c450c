// Translations say everything, with the same links, code and places as the original.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const texts = (path: string): Readonly<Record<string, string>> => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const of = (folder: string, pattern: RegExp): readonly string[] =>
  readdirSync(join(ROOT, folder)).filter((name) => pattern.test(name));

/** What a translation keeps as it is: addresses, places for values, settings that are named. */
const kept = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)]*)\)|\{\w+\}|#[\w.]+#/g)].map(([whole, address]) => address ?? whole).sort();

const MANIFEST = texts('package.nls.json');

describe.each(of('.', /^package\.nls\.[\w-]+\.json$/))('%s', (name) => {
  it('has the keys of package.nls.json', () => {
    expect(Object.keys(texts(name))).toEqual(Object.keys(MANIFEST));
  });

  it.each(Object.entries(texts(name)))('%s keeps links and places', (key, text) => {
    expect(kept(text)).toEqual(kept(MANIFEST[key] ?? ''));
    expect(text.trim()).not.toBe('');
  });
});

/** The sentences that are translated: what stands in `l10n.t('…')`. */
function said(): readonly string[] {
  const files = ['client/src', 'server/src'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(ROOT, folder, name)),
  );
  const found = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/l10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g),
  ]);
  return [...new Set(found.map(([, single, double]) => single ?? double ?? ''))].sort();
}

describe.each(of('l10n', /^bundle\.l10n\.[\w-]+\.json$/))('l10n/%s', (name) => {
  it('has every sentence of the client, and no other', () => {
    expect(Object.keys(texts(`l10n/${name}`)).sort()).toEqual(said());
  });

  it.each(Object.entries(texts(`l10n/${name}`)))('%s keeps its places', (sentence, text) => {
    expect(kept(text)).toEqual(kept(sentence));
  });
});

it('there is one translation at least', () => {
  expect(of('.', /^package\.nls\.de\.json$/)).toHaveLength(1);
});
