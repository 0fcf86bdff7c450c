// What readers are led by: no link of a document is dead, long pages begin with their contents, and docs/README.md leads
// to all of them.
import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasContents, headingsOf, withContents } from '../../scripts/lib/contents.mjs';
import { filesIn, ROOT, textOf } from './files';

/** From so many lines on a page has its contents at the top. */
const LONG = 100;
const INDEX = 'docs/README.md';

const pages = filesIn().filter((file) => file.endsWith('.md'));

/** Where the links and pictures of a page lead to, code left out; those to the web left out, too. */
function linksOf(text: string): readonly string[] {
  const shown = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
  const links = [...shown.matchAll(/\]\(\s*<?([^)\s>]+)/g)].map(([, link = '']) => link);
  return links.filter((link) => !/^[a-z]+:/i.test(link));
}

/** What is wrong with a link of a page; undefined if nothing is. */
function problemOf(page: string, link: string, read: (file: string) => string = textOf): string | undefined {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? page : posix.normalize(posix.join(dirname(page), decodeURI(path)));
  if (file.startsWith('..') || !existsSync(join(ROOT, file))) return `${page}: ${link} is not there`;
  if (anchor === undefined || !file.endsWith('.md')) return undefined;
  const isThere = headingsOf(read(file)).some((heading) => heading.anchor === anchor);
  return isThere ? undefined : `${page}: ${link} names no heading`;
}

describe('links', () => {
  it('lead somewhere, in every page', () => {
    expect(pages.length).toBeGreaterThan(40);
    const problems = pages.flatMap((page) => linksOf(textOf(page)).map((link) => problemOf(page, link)));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  it('that are dead are seen', () => {
    const text =
      '[a](none.md) [b](#no-heading) ![c](../media/no.png) [d](cli.md#check) `[e](no.md)` [f](https://x.org)';
    const problems = linksOf(text).map((link) => problemOf('docs/ci.md', link));
    expect(problems.map((problem) => problem !== undefined)).toEqual([true, true, true, false]);
  });

  it('have the anchors that GitHub makes', () => {
    const text = "# The user's own NixOS\n## `a.b` & c\n```\n## code\n```\n## Über x_y-z\n## `a.b` & c\n";
    expect(headingsOf(text).map(({ anchor }) => anchor)).toEqual([
      'the-users-own-nixos',
      'ab--c',
      'über-x_y-z',
      'ab--c-1',
    ]);
  });
});

describe('contents', () => {
  it('stand at the top of long pages', () => {
    const long = pages.filter((page) => textOf(page).split('\n').length > LONG && page !== 'CHANGELOG.md');
    expect(long.length).toBeGreaterThan(3);
    expect(long.filter((page) => !hasContents(textOf(page)))).toEqual([]);
  });

  it.each(pages.filter((page) => hasContents(textOf(page))))('are those of %s (npm run docs)', (page) => {
    expect(textOf(page)).toBe(withContents(textOf(page)));
  });

  it('are made again of the headings below', () => {
    const page = '# T\n\n<!-- contents -->\nold\n<!-- /contents -->\n\n## A b\n\n### C\n\n## D\n';
    expect(withContents(page)).toContain('<!-- contents -->\n[A b](#a-b) · [D](#d)\n<!-- /contents -->\n\n## A b');
    expect(withContents('# T\n')).toBe('# T\n');
  });
});

describe('the index', () => {
  it('leads to every page for readers, and the README to the index', () => {
    const linked = new Set(
      linksOf(textOf(INDEX)).map((link) => posix.normalize(posix.join('docs', link.split('#')[0] ?? ''))),
    );
    const own = pages.filter((page) => /^docs\/[^/]+\.md$/.test(page) && page !== INDEX);
    const wanted = [...own, 'docs/rules/README.md', 'README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
    expect(wanted.filter((page) => !linked.has(page))).toEqual([]);
    expect(linksOf(textOf('README.md'))).toContain(INDEX);
  });

  it('of the rules leads to each of them', () => {
    const linked = linksOf(textOf('docs/rules/README.md'));
    const rules = pages.filter((page) => page.startsWith('docs/rules/') && !page.endsWith('README.md'));
    expect(rules.filter((page) => !linked.includes(posix.basename(page)))).toEqual([]);
  });
});
