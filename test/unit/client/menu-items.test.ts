import { expect, test } from 'vitest';
import { saidOnce } from '../../../client/src/menu-items';

const isItem = ({ label }: { readonly label: string }): boolean => label !== '';
const row = (label: string, description: string, detail: string) => ({ label, description, detail });

test('what all entries say is said once, above', () => {
  const once = saidOnce(
    [row('a', 'gaming', '/etc/nixos'), row('', 'x', 'y'), row('b', 'gaming', '/etc/nixos')],
    isItem,
  );
  expect(once.title).toBe('gaming · /etc/nixos');
  expect(once.items).toEqual([row('a', '', ''), row('', 'x', 'y'), row('b', '', '')]);
});

test('what tells entries apart stays, also where there is but one', () => {
  const items = [row('a', 'gaming', '/etc/nixos'), row('b', 'work', '/etc/nixos')];
  expect(saidOnce(items, isItem)).toEqual({
    items: [row('a', 'gaming', ''), row('b', 'work', '')],
    title: '/etc/nixos',
  });
  const one = [row('a', 'gaming', '/etc/nixos')];
  expect(saidOnce(one, isItem)).toEqual({ items: one, title: undefined });
  expect(saidOnce([row('a', '', ''), row('b', '', '')], isItem).title).toBeUndefined();
});
