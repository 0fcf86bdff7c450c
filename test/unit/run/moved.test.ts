// Problems stay where they are while the text around them is edited, and are gone with the first edit of their own.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../../server/src/base/line-index';
import { applyEdits } from '../../../server/src/base/text-edit';
import { isTouched, movedBy } from '../../../server/src/run/output/moved';

/** The definition between `«` and `»`, an edit that replaces what stands between `[` and `]`. */
function edited(marked: string, text: string) {
  const places: number[] = [];
  const plain = marked.replace(/[«»[\]]/g, (_, at: number) => {
    places.push(at - places.length);
    return '';
  });
  const order = [...marked].filter((character) => '«»[]'.includes(character));
  const at = (mark: string): number => places[order.indexOf(mark)] ?? 0;
  const lines = new LineIndex(plain);
  const stretch = { start: lines.position(at('«')), end: lines.position(at('»')) };
  const change = { range: { start: lines.position(at('[')), end: lines.position(at(']')) }, text };
  const after = applyEdits(plain, [{ start: at('['), end: at(']'), newText: text }]);
  const now = new LineIndex(after);
  const moved = movedBy(stretch, change);
  return { touched: isTouched(stretch, change), text: after.slice(now.offset(moved.start), now.offset(moved.end)) };
}

describe('touched', () => {
  it.each([
    ['a value', '{ «a = [true]»; }', 'false'],
    ['inside of a name', '{ «a[]b = true»; }', 'x'],
    ['more at the end', '{ «a = true[]»; }', 'x'],
    ['more in front', '{ []«a = true»; }', 'x.'],
    ['from outside into it', '{ [«a] = true»; }', ''],
    ['all of it', '{ [«a = true»;] }', ''],
  ])('%s', (_, marked, text) => expect(edited(marked, text).touched).toBe(true));
});

describe('moved', () => {
  it.each([
    ['a line above', '{ []\n«a = true»; }', 'b = 1;\n'],
    ['lines above taken away', '{ [b = 1;\n\n]\n  «a = true»; }', ''],
    ['on its own line', '{ [b = 1;] «a = true»; }', 'b = 1000;'],
    ['a blank in front', '{ []«a = true»; }', '  '],
    ['a line in front', '{ []«a = true»; }', 'b = 1;\n  '],
    ['a blank in front taken away', '{ [ ]«a = true»; }', ''],
    ['behind', '{ «a = true»[]; }', ' '],
    ['below', '{ «a = true»; [] }', '\nb = 1;\n'],
  ])('%s', (_, marked, text) => expect(edited(marked, text)).toEqual({ touched: false, text: 'a = true' }));
});

it('whatever is edited elsewhere, the text there is the same', () => {
  const part = fc.string({ unit: fc.constantFrom('a', '\n', ' ', 'é'), maxLength: 6 });
  fc.assert(
    fc.property(part, part, part, part, (before, between, after, text) => {
      expect(edited(`${before}[${between}]${after}; «a = true»;`, text).text).toBe('a = true');
      expect(edited(`«a = true»; ${before}[${between}]${after}`, text).text).toBe('a = true');
    }),
  );
});
