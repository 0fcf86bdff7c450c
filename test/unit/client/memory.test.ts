// What is remembered from one session to the next.
import { describe, expect, test } from 'vitest';
import { memoryIn } from '../../../client/src/memory';
import { emptyMemory, store } from './memory-support';

describe('what is remembered', () => {
  test('which configuration is this machine’s, by where it begins, homes apart', async () => {
    const memory = emptyMemory();
    await memory.setOwn('nixos', '/a', 'laptop');
    await memory.setOwn('nixos', '/b', 'desktop');
    await memory.setOwn('home-manager', '/a', 'me@laptop');
    expect(memory.own('nixos')).toEqual({ '/a': 'laptop', '/b': 'desktop' });
    expect(memory.own('home-manager')).toEqual({ '/a': 'me@laptop' });
    await memory.setOwn('nixos', '/a', undefined);
    expect(memory.own('nixos')).toEqual({ '/b': 'desktop' });
  });

  test('the host that was chosen last', async () => {
    const memory = emptyMemory();
    await memory.setChosen('/a', 'laptop');
    await memory.setChosen('/a', 'desktop');
    expect(memory.chosen()).toEqual({ '/a': 'desktop' });
  });

  test('kinds of runs that are not asked about, in every workspace', async () => {
    const everywhere = store();
    await memoryIn(store(), everywhere).setUnasked(['nixos switch']);
    const elsewhere = memoryIn(store(), everywhere);
    expect(elsewhere.unasked()).toEqual(['nixos switch']);
    await elsewhere.setUnasked([]);
    expect(elsewhere.unasked()).toEqual([]);
  });

  test('what an older version, or nobody, has left there is nothing', () => {
    const odd = memoryIn(
      store({ ownHosts: ['x'], chosenHosts: { '/a': 3, '/b': 'x' } }),
      store({ unaskedRuns: 'all' }),
    );
    expect(odd.own('home-manager')).toEqual({});
    expect(odd.chosen()).toEqual({ '/b': 'x' });
    expect(odd.unasked()).toEqual([]);
  });
});
