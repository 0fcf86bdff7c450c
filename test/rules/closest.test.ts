// Which word somebody meant who wrote another.
import { expect, test } from 'vitest';
import { closest } from '../../server/src/base/closest';

const WORDS = ['configuration', 'inheritParentConfig'];

test.each([
  ['configurations', 'configuration'],
  ['configuraton', 'configuration'],
  ['cofniguration', 'configuration'],
  ['Configuration', 'configuration'],
  ['inheritParentConfiguration', undefined],
  ['inheritParrentConfig', 'inheritParentConfig'],
  ['services', undefined],
  ['', undefined],
])('%s', (written, meant) => expect(closest(written, WORDS)).toBe(meant));

test('two that are equally near are none', () => expect(closest('abcd', ['abce', 'abcf'])).toBeUndefined());
