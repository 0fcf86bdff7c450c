// The grammar: every annotated fixture holds, and the checker that says so can fail.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { failures, readFixture } from './annotations';
import { grammarPath, loadTokeniser, type Tokenise } from './tokeniser';

const fixtures = fileURLToPath(new URL('./fixtures/', import.meta.url));
const names = readdirSync(fixtures).filter((name) => name.endsWith('.nix'));
const read = (name: string) => readFixture(readFileSync(fixtures + name, 'utf8'));

let tokenise: Tokenise;
beforeAll(async () => {
  tokenise = await loadTokeniser();
});

describe('fixtures', () => {
  test.each(names)('%s', (name) => {
    const fixture = read(name);
    expect(fixture.assertions.length).toBeGreaterThan(0);
    expect(failures(fixture, tokenise(fixture.lines))).toEqual([]);
  });

  test('no comment line is a mistyped annotation', () => {
    const stray = names.flatMap((name) => read(name).lines.filter((line) => /^#.*\^/.test(line)));
    expect(stray).toEqual([]);
  });
});

test('the grammar of another extension is in force beside it', async () => {
  const other = {
    scopeName: 'source.nix',
    patterns: [{ begin: '\\{', end: '\\}', name: 'meta.other', patterns: [{ match: '\\w+', name: 'other.word' }] }],
    repository: { $self: {}, $base: {} },
  };
  const [tokens = []] = (await loadTokeniser({ 'source.nix': other }))(['{ services = true; }']);
  const own = tokens.flatMap(({ scopes }) => scopes).filter((scope) => /^(variable|constant|keyword)/.test(scope));
  expect(own).toEqual([]);
  expect(tokens.map(({ scopes }) => scopes.at(-1))).toContain('other.word');
});

describe('the checker', () => {
  const check = (text: string) => {
    const fixture = readFixture(text);
    return failures(fixture, tokenise(fixture.lines));
  };

  test('accepts a scope and its parents, rejects others and longer ones', () => {
    expect(check('a = true;\n#   ^^^^ constant.language.boolean constant !string')).toEqual([]);
    expect(check('a = true;\n#   ^^^^ string !constant constant.language.boolean.nix.more')).toHaveLength(3);
    expect(check('a = true;\n#   ^^^^ const')).toHaveLength(1);
  });

  test('looks at every column, and at column 0', () => {
    expect(check('a = true;\n#   ^^^^^ constant')).toHaveLength(1);
    expect(check('let a = 1; in a\n#<^^ keyword.other.let')).toEqual([]);
    expect(check('a\n#     ^ !string')).toHaveLength(1);
  });
});

describe('robustness', () => {
  test('every pattern name that is included exists, and every one that exists is included', () => {
    const text = readFileSync(grammarPath, 'utf8');
    const included = new Set([...text.matchAll(/"include": "#([a-z-]+)"/g)].map((match) => match[1]));
    const { repository } = JSON.parse(text) as { repository: Record<string, unknown> };
    expect([...included].sort()).toEqual(Object.keys(repository).sort());
  });

  test('every prefix of a text gets tokens without gaps', () => {
    const text = read('specialisation.nix').lines.join('\n');
    for (let end = 0; end < text.length; end += 41) {
      const lines = text.slice(0, end).split('\n');
      for (const [index, tokens] of tokenise(lines).entries()) {
        const ends = [0, ...tokens.map((token) => token.end)];
        expect(tokens.map((token) => token.start)).toEqual(ends.slice(0, -1));
        expect(ends.at(-1)).toBeGreaterThanOrEqual(lines[index]?.length ?? 0);
      }
    }
  });

  test('long lines of one character are read to their end', () => {
    for (const unit of [
      'a',
      'a.',
      'a-',
      '"',
      "'",
      '{',
      '(',
      '[',
      '/',
      './',
      '$',
      '${',
      '\\',
      ' ',
      '<',
      '=',
      '0',
      '.',
      ':',
      ',',
    ]) {
      const line = unit.repeat(Math.floor(4000 / unit.length));
      const tokens = tokenise([line])[0] ?? [];
      expect(tokens.at(-1)?.end).toBeGreaterThanOrEqual(line.length);
    }
  });
});
