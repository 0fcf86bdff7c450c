// The snippets: each is in the table of places, says what it is, and is Nix without syntax errors once expanded.
import { describe, expect, test } from 'vitest';
import { testParser } from '../../support/parser';
import { expand } from './expand';
import { places } from './places';
import { readSnippets, snippetModules } from './snippets';

describe('expanding', () => {
  test.each([
    ['a ${1:b} $1 ${2} $0c', 'a b b  c'],
    ['${1|x,y|}-$1', 'x-x'],
    ['\\${literal\\} \\$1 \\\\', '${literal} $1 \\'],
    ['${1:a\\}b}', 'a}b'],
    ['${1:first} ${1:second}', 'first second'],
  ])('%s', (body, text) => {
    expect(expand(body)).toBe(text);
  });

  test('a dollar sign that is neither placeholder nor escaped is refused', () => {
    expect(() => expand('"${name}"')).toThrow('not a placeholder');
    expect(() => expand('$HOME')).toThrow('not a placeholder');
    expect(() => expand('${1:${2:nested}}')).toThrow('not a placeholder');
  });
});

describe('the file', () => {
  const snippets = readSnippets();

  test('every snippet has a place, and every place a snippet', () => {
    expect(snippets.map((snippet) => snippet.prefix).sort()).toEqual(Object.keys(places).sort());
    expect(snippetModules()).toHaveLength(snippets.length);
  });

  test.each(snippets)('$prefix', ({ prefix, description, body }) => {
    expect(prefix).toMatch(/^spec[a-z]*$/);
    expect(description).toMatch(/^[A-Z].{20,}[^.]$/);
    expect(`${description}${body}`).not.toMatch(/specializ/i);
    expect(body).not.toContain('\t');
    // No specialisation inside a specialisation: real NixOS ignores it.
    expect(body.match(/\bspecialisation(?:\.| =)/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });
});

describe('expanded, in their places', () => {
  test.each(snippetModules())('$prefix parses', async ({ text }) => {
    const parser = await testParser();
    expect(parser.parse(text).errors).toEqual([]);
  });

  test('the check can fail', async () => {
    const parser = await testParser();
    expect(parser.parse('{ a = ; }').errors).not.toEqual([]);
  });
});
