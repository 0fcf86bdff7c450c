// Lines of a text with a span underlined: tabs, wide and hidden characters, long lines, spans over lines.
import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../server/src/cli/formats/excerpt';
import { plainLine } from '../../../server/src/cli/styled';

/** The span stands between « and » in the text. */
function shown(marked: string, label?: string): readonly string[] {
  const place = (offset: number, text: string): { line: number; character: number } => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  const text = marked.replace(/[«»]/g, '');
  const start = place(marked.indexOf('«'), text);
  const end = place(marked.indexOf('»') - 1, text);
  const lines = text.split(/\r?\n/);
  return excerpt({ lines, range: { start, end }, mark: '^', style: 'error', ...(label && { label }) }, 2)
    .slice(1)
    .map((line) => plainLine(line).replace(/^ ?\d* +\| /, ''));
}

describe('excerpt', () => {
  it.each([
    ['a plain span', 'a = «b»;', ['a = b;', '    ^']],
    ['an empty span', 'a «»= b;', ['a = b;', '  ^']],
    ['a span at the end of a line', 'a = b;«»', ['a = b;', '      ^']],
    ['tabs', '\ta\t= «b\tc»;', ['    a   = b c;', '          ^^^']],
    ['wide characters', '"日本" = «語»;', ['"日本" = 語;', '         ^^']],
    ['characters of two units and of several', '"👩‍🚀é" = «x»;', ['"👩\\u{200d}🚀é" = x;', '                  ^']],
    ['what is hidden', '"\u202e" = «\u0007»;', ['"\\u{202e}" = \\u{7};', '             ^^^^^']],
    ['the end of a line of Windows', 'a = «b;\r\n»c', ['a = b;', '    ^^']],
    ['two lines', '  a = «{\n    b\n  }»;', ['  a = {', '      ^', '    b', '    ^', '  };', '  ^']],
    ['many lines', 'a = «{\n1\n2\n3\n4\n}»;', ['a = {', '    ^', '...', '};', '^']],
  ])('%s', (_what, text, lines) => {
    expect(shown(text)).toEqual(lines);
  });

  it('says what it is about behind the last line', () => {
    expect(shown('a = «[\n]»;', 'here')).toEqual(['a = [', '    ^', '];', '^ here']);
  });

  it.each([
    ['at the beginning', `«abc»${'x'.repeat(300)}`],
    ['in the middle', `${'x'.repeat(150)}«abc»${'y'.repeat(150)}`],
    ['at the end', `${'x'.repeat(300)}«abc»`],
    ['in a line of a megabyte', `${'x'.repeat(500_000)}«abc»${'y'.repeat(500_000)}`],
    ['a span wider than what is shown', `${'x'.repeat(50)}«abc${'z'.repeat(200)}»${'y'.repeat(50)}`],
  ])('cuts a long line around it, %s', (_where, text) => {
    const [line = '', under = ''] = shown(text);
    expect(line.length).toBeLessThanOrEqual(102);
    const from = under.indexOf('^');
    expect(line.slice(from, from + 3)).toBe('abc');
    expect(under.length).toBeLessThanOrEqual(line.length);
    expect(line).toMatch(/…/);
  });

  it('shows nothing of lines that are not there any more', () => {
    const range = { start: { line: 7, character: 2 }, end: { line: 7, character: 4 } };
    expect(() => excerpt({ lines: ['a'], range, mark: '-', style: 'frame' }, 1)).not.toThrow();
  });
});
