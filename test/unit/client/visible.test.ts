// Texts of a configuration where they are shown: one line, bounded, nothing in them that hides or does something.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inLabel, inMessage, inStatus } from '../../../client/src/shown';
import { escaped, hasHidden, visible, visibleLines } from '../../../server/src/protocol/visible';
import { HIDDEN } from '../../support/hidden';

const hostile = fc.array(
  fc.oneof(fc.constantFrom(...HIDDEN, '](', '[', '$(x)', '`', '|', '\\'), fc.string({ unit: 'binary' })),
);

describe('visible', () => {
  test.each(HIDDEN)('%j is written out', (character) => {
    expect(hasHidden(character)).toBe(true);
    expect(visible(`a${character}b`)).toBe(`a${escaped(character)}b`);
    expect(escaped(character)).toMatch(/^[ -~]+$/);
  });

  test.each([
    '',
    'two words',
    '`code` | pipe',
    'ünï 日本 עברית',
    '😀',
    '\ue0b0',
    '<img src=x>',
    '![](https://example.org)',
  ])('%j stays', (text) => {
    expect(hasHidden(text)).toBe(false);
    expect(visible(text)).toBe(text);
  });

  test('is never long, and cuts no pair in two', () => {
    expect(visible('x'.repeat(300))).toHaveLength(300);
    expect(visible('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`);
    expect(visible(`${'x'.repeat(8)}😀😀`, 10)).toBe(`${'x'.repeat(8)}…`);
    expect(visible('\0'.repeat(1e6)).length).toBeLessThan(2000);
  });

  test('lines of ours stay lines', () => {
    expect(visibleLines('a\r\nb\u001b[2J', 10)).toBe('a\\r\nb\\u{1b}[2J');
  });

  test('whatever is in it, nothing hidden is left', () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        for (const show of [visible, inLabel, inMessage, inStatus]) expect(hasHidden(show(parts.join('')))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what VS Code would read', () => {
  test('an icon is drawn for no name', () => {
    expect(inLabel('$(check) $(sync~spin) $(not one) $5')).toBe('\\$(check) \\$(sync~spin) $(not one) $5');
  });

  test('no link is made, and no icon in the status', () => {
    const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
    const text = '[Fix it](command:workbench.action.quit "now")';
    expect(text).toMatch(link);
    expect(inMessage(text)).not.toMatch(link);
    expect(inStatus(`$(check) ${text}`)).toBe('\\$(check) [Fix it] (command:workbench.action.quit "now")');
    fc.assert(fc.property(hostile, (parts) => !inMessage(parts.join('')).includes('](')));
  });
});
