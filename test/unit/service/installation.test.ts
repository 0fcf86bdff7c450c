// What the manifest tells about the program.
import { expect, it } from 'vitest';
import { parseManifest } from '../../../server/src/service/manifest';

const homeOf = (manifest: object): string | undefined => parseManifest(JSON.stringify(manifest)).home;

it.each([
  [{ repository: { type: 'git', url: 'git+https://example.org/a/b.git' } }, 'https://example.org/a/b'],
  [{ repository: 'https://example.org/a/b' }, 'https://example.org/a/b'],
  [{ homepage: 'https://example.org/a/b#readme' }, 'https://example.org/a/b'],
  [{ repository: { url: 7 }, homepage: 'https://example.org/a/b/' }, 'https://example.org/a/b'],
  [{ repository: 'github:a/b' }, undefined],
  [{}, undefined],
])('the address in %j is %s', (manifest, home) => {
  expect(homeOf(manifest)).toBe(home);
});

it('a manifest that is missing or broken tells nothing', () => {
  for (const text of [undefined, '', '{', 'null', '[]', '7'])
    expect(parseManifest(text)).toEqual({ version: 'unknown', home: undefined });
});
