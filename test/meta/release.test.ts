// `npm run release -- --dry-run`: each of its checks sees what it is for, and what is here passes, apart from what only
// the publisher can know.
import { describe, expect, it } from 'vitest';
import { extensionPage } from '../../scripts/lib/extension-page.mjs';
import { npmFacts, writtenFacts } from '../../scripts/release/facts.mjs';
import { countsOf, open, reportLines, right, wrong } from '../../scripts/release/findings.mjs';
import { manifestFindings } from '../../scripts/release/galleries.mjs';
import { bundledPackages, licenceFindings } from '../../scripts/release/licences.mjs';
import { npmFindings, vsixFindings } from '../../scripts/release/packages.mjs';
import { pageFindings, placeholderFindings } from '../../scripts/release/pages.mjs';
import { chosen, objections, publish, stepLines, stepsOf } from '../../scripts/release/steps.mjs';
import { changelogFindings, versionFindings } from '../../scripts/release/version.mjs';

interface Finding {
  readonly state: string;
  readonly text: string;
}

const wrongOf = (findings: readonly Finding[]): string[] =>
  findings.filter(({ state }) => state === 'wrong').map(({ text }) => text);
const openOf = (findings: readonly Finding[]): string[] =>
  findings.filter(({ state }) => state === 'open').map(({ text }) => text);

const facts = writtenFacts();

describe('what is here', () => {
  it('passes, apart from what only the publisher can know', () => {
    const findings: readonly Finding[] = [
      ...versionFindings({ ...facts, pages: facts.documents, git: { tags: [], changed: [] } }),
      ...changelogFindings(facts),
      ...licenceFindings(facts),
      ...manifestFindings(facts),
      ...pageFindings(facts.pages),
      ...placeholderFindings(facts.documents),
      ...npmFindings(npmFacts(), facts.manifest),
    ];
    expect(wrongOf(findings)).toEqual([]);
    const knowable = /"repository"|"bugs"|provenance|OWNER|ADDRESS-OF/;
    expect(openOf(findings).filter((text) => !knowable.test(text))).toEqual([]);
  });

  it('has a page whose pictures come from the repository, once there is one', () => {
    const page = extensionPage({ repository: { url: 'git+https://example.org/a/b.git' } });
    expect(page).toContain('](https://example.org/a/b/raw/HEAD/media/pictures/');
    expect(wrongOf(pageFindings({ page }))).toEqual([]);
  });
});

describe('the version', () => {
  const good = {
    manifest: { version: '1.2.0' },
    lock: { version: '1.2.0', packages: { '': { version: '1.2.0' } } },
    changelog: '# Changelog\n\n## 1.2.0\n\nNew.\n\n## 1.1.0\n\nOld.\n',
    pages: { 'docs/ci.md': 'uses: a/nixos-specialisations@v1.2.0\nrev: v1.2.0\n' },
    git: { tags: ['v1.1.0', 'v9'], changed: [] as string[] },
  };

  it('is right where all say the same', () => {
    expect(wrongOf(versionFindings(good))).toEqual([]);
    expect(wrongOf(changelogFindings(good))).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    ['a version with a suffix', { manifest: { version: '1.2.0-beta' } }, ['is not MAJOR.MINOR.PATCH']],
    ['no version', { manifest: {} }, ['is not MAJOR.MINOR.PATCH']],
    ['another one in the lock file', { lock: { ...good.lock, version: '1.1.0' } }, ['package-lock.json has 1.1.0']],
    ['another one in the lock of the root', { lock: { version: '1.2.0', packages: {} } }, ['package-lock.json has']],
    ['a newer one in the changelog', { changelog: '## 1.3.0\n\nx\n\n## 1.2.0\n\ny' }, ['CHANGELOG.md is 1.3.0']],
    ['nothing in the changelog', { changelog: '# Changelog' }, ['CHANGELOG.md is none']],
    ['another one in a document', { pages: { 'a.md': 'rev: v1.1.0' } }, ['a.md names rev: v1.1.0']],
    ['a tag that is there', { git: { tags: ['v1.2.0'], changed: [] } }, ['there is a tag v1.2.0']],
    ['a later tag', { git: { tags: ['v1.10.0'], changed: [] } }, ['v1.10.0 is not older']],
    ['changes', { git: { tags: [], changed: [' M a.ts', '?? b.ts'] } }, ['not committed:\n M a.ts\n?? b.ts']],
    ['no repository of git', { git: undefined }, ['no repository of git']],
  ])('%s is wrong', (_what, change, said) => {
    const found = wrongOf(versionFindings({ ...good, ...change }));
    for (const text of said) expect(found.join('\n')).toContain(text);
  });

  it.each([
    ['no entry', '## 1.1.0\n\nx', 'has no heading "## 1.2.0"'],
    ['an empty entry', '## 1.2.0\n\n## 1.1.0\n\nx', 'nothing stands below'],
    ['two entries', '## 1.2.0\n\nx\n\n## 1.2.0\n\ny', 'twice'],
    ['an entry to be written', '## 1.2.0\n\nTODO', 'not finished'],
  ])('the changelog: %s is wrong', (_what, changelog, said) => {
    expect(wrongOf(changelogFindings({ ...good, changelog })).join('\n')).toContain(said);
  });
});

describe('the licences', () => {
  it('are those of all packages in some output, and of what is compiled', () => {
    const outputs = {
      'dist/a.js': { inputs: { 'node_modules/zod/a.js': {}, 'server/src/main.ts': {} } },
      'dist/b.js': { inputs: { 'node_modules/x/node_modules/@y/z/c.js': {} } },
    };
    expect(bundledPackages({ outputs })).toEqual([
      'node_modules/tree-sitter-nix',
      'node_modules/web-tree-sitter',
      'node_modules/x/node_modules/@y/z',
      'node_modules/zod',
    ]);
  });

  const without = (name: string): string => facts.notices.replace(new RegExp(`^${name} .*$`, 'm'), 'another');
  it.each<[string, object, string]>([
    ['a package that is not named', { notices: without('zod') }, 'zod 4'],
    ['a text that is missing', { notices: facts.notices.replaceAll('Colin McDonnell', '') }, 'the text of its licence'],
    ['tables whose licence is missing', { notices: facts.notices.replace('Eelco Dolstra', '') }, 'Nixpkgs'],
    ['a bundle of which no build knows', { dist: [...facts.dist, 'web.js'] }, 'dist/web.js'],
    ['no LICENSE', { licence: undefined }, 'there is no LICENSE'],
    ['another LICENSE than stated', { manifest: { license: 'ISC' } }, 'LICENSE is not ISC'],
    ['none stated', { manifest: {} }, 'states no license'],
    ['a LICENSE of nobody', { licence: 'MIT License\n' }, 'names no holder'],
  ])('%s is wrong', (_what, change, said) => {
    expect(wrongOf(licenceFindings({ ...facts, ...change })).join('\n')).toContain(said);
  });

  it('of packages that ask for more than their text are to be looked at', () => {
    const metafile = { outputs: { 'dist/a.js': { inputs: { 'node_modules/typescript/lib/typescript.js': {} } } } };
    expect(wrongOf(licenceFindings({ ...facts, metafile })).join('\n')).toContain('typescript: Apache-2.0');
  });
});

describe('the manifest', () => {
  const png = (width: number, height: number): Buffer => {
    const bytes = Buffer.alloc(24);
    bytes.write('\u0089PNG\r\n\u001a\n', 'latin1');
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return bytes;
  };
  const good = { ...facts.manifest, repository: { url: 'git+https://example.org/x.git' }, bugs: 'https://example.org' };
  const found = (change: object, icon: Uint8Array | undefined = png(128, 128)): readonly Finding[] =>
    manifestFindings({ manifest: { ...good, ...change }, icon });

  it('is right, and lacks nothing where the addresses are there', () => {
    expect([wrongOf(found({})), openOf(found({}))]).toEqual([[], []]);
  });

  it.each<[object, string]>([
    [{ displayName: undefined }, 'displayName is missing'],
    [{ license: '' }, 'license is missing'],
    [{ publisher: 'My Company' }, 'publisher "My Company"'],
    [{ name: '-x' }, 'name "-x"'],
    [{ engines: { vscode: '*' } }, 'engines.vscode "*"'],
    [{ engines: {} }, 'engines.vscode "undefined"'],
    [{ devDependencies: { '@types/vscode': '1.94.0' } }, '@types/vscode 1.94 is newer'],
    [{ categories: ['Linter'] }, '"Linter" is no category'],
    [{ categories: [] }, 'there is none'],
    [{ keywords: Array.from({ length: 31 }, (_, i) => `k${i}`) }, '31 keywords'],
    [{ keywords: ['nix', 'nix'] }, '"nix" stands there twice'],
    [{ keywords: ['x'.repeat(256)] }, 'keywords has 256 characters'],
    [{ description: 'x'.repeat(2049) }, 'description has 2049'],
    [{ displayName: 'Nix\u200bOS' }, 'displayName has a character'],
    [{ enabledApiProposals: ['chat'] }, 'the proposal chat'],
    [{ enableProposedApi: true }, 'enableProposedApi'],
    [{ galleryBanner: { theme: 'grey' } }, 'galleryBanner.theme "grey"'],
    [{ galleryBanner: { color: 'rgba(0, 0, 0, 0.5)' } }, 'galleryBanner.color'],
    [{ pricing: 'Paid' }, 'pricing "Paid"'],
    [{ markdown: 'common' }, 'markdown "common"'],
    [{ activationEvents: ['*'] }, 'activation with "*"'],
    [{ badges: [{ url: 'https://example.org/x.svg' }] }, 'badge https://example.org/x.svg'],
    [{ repository: 'here' }, 'repository "here"'],
  ])('%j is wrong', (change, said) => {
    expect(wrongOf(found(change)).join('\n')).toContain(said);
  });

  it('needs an icon that is a PNG and large enough', () => {
    expect(wrongOf(found({}, png(64, 128)))).toEqual(['icon of 64 × 128, of at least 128 × 128']);
    expect(wrongOf(found({}, Buffer.from('<svg/>')))).toEqual(['the icon media/icon.png is no PNG']);
    expect(wrongOf(manifestFindings({ manifest: good, icon: undefined }))).toEqual([
      'the icon "media/icon.png" is not there',
    ]);
  });

  it('leaves addresses to the publisher', () => {
    expect(openOf(found({ repository: undefined, bugs: undefined }))).toHaveLength(2);
  });
});

describe('the pages', () => {
  it.each([
    ['![a](media/x.png)', 'the picture "media/x.png" does not come by https'],
    ['![a](http://example.org/x.png)', 'does not come by https'],
    ['<img alt="a" src="x.png">', 'the picture "x.png"'],
    ['![a](https://example.org/x.svg?y)', 'is an SVG'],
    ['![a](data:image/png;base64,AAAA)', 'does not come by https'],
    ['[a](docs/x.md)', 'the link "docs/x.md" leads nowhere'],
    ['<svg></svg>', 'an SVG is drawn'],
  ])('%s is wrong', (text, said) => {
    expect(wrongOf(pageFindings({ page: text })).join('\n')).toContain(said);
  });

  it('may have what comes by https, and code', () => {
    const text = '![a](https://example.org/x.png) [c](#d) [e](mailto:f@g.h) `![i](j)`\n```\n<svg>\n```\n';
    expect(wrongOf(pageFindings({ page: text }))).toEqual([]);
  });

  it('leave nothing to be filled in', () => {
    expect(openOf(placeholderFindings({ 'a.md': 'uses: OWNER/x@v1 and OWNER/x, ADDRESS-OF-THIS' }))).toHaveLength(2);
    expect(placeholderFindings({ 'a.md': 'nothing' })).toEqual([right('no document has anything to be filled in')]);
  });
});

describe('the packages', () => {
  const files = [
    'package.json',
    'README.md',
    'LICENSE',
    'dist/worker.js',
    'dist/commands.js',
    'dist/core.js',
    'dist/THIRD-PARTY-NOTICES.txt',
    'dist/cli.js',
  ];
  const manifest = {
    bin: { x: 'dist/cli.js' },
    engines: { node: '>=20' },
    publishConfig: { access: 'public', provenance: true },
    repository: 'https://example.org/x',
  };
  const npm = {
    files: files.map((path) => ({ path })),
    size: 1000,
    warnings: 'npm notice x\nnpm warn publish This command requires you to be logged in to x (dry-run)\n',
    firstLines: { 'dist/cli.js': '#!/usr/bin/env node' },
  };

  it('for npm is right', () => {
    expect(npmFindings(npm, manifest).filter(({ state }: Finding) => state !== 'right')).toEqual([]);
  });

  it.each<[string, object, object, string]>([
    ['too much', { size: 3 * 1024 * 1024 }, {}, '3072 KB are more'],
    ['a file too many', { files: [...npm.files, { path: 'server/src/main.ts' }] }, {}, 'must not be in it: server'],
    ['a file that is missing', { files: npm.files.slice(1) }, {}, 'missing: package.json'],
    ['what npm mends', { warnings: 'npm warn publish "bin[x]" was invalid and removed' }, {}, '"bin[x]" was invalid'],
    ['a command that npm removes', {}, { bin: { x: './dist/cli.js' } }, 'only without "./"'],
    ['a command that is not there', {}, { bin: { x: 'dist/no.js' } }, 'dist/no.js is not in the package'],
    ['a command that cannot be started', { firstLines: {} }, {}, 'does not begin with #!'],
    ['no command', {}, { bin: {} }, 'there is none'],
    ['what runs by itself', {}, { scripts: { postinstall: 'x' } }, 'scripts.postinstall'],
    ['what would be installed with it', {}, { dependencies: { zod: '4' } }, 'it depends on zod'],
    ['no engine', {}, { engines: {} }, 'engines.node is missing'],
    ['a private package', {}, { private: true }, '"private"'],
    ['no provenance', {}, { publishConfig: { access: 'public' } }, 'publishConfig'],
  ])('for npm: %s is wrong', (_what, made, stated, said) => {
    expect(wrongOf(npmFindings({ ...npm, ...made }, { ...manifest, ...stated })).join('\n')).toContain(said);
  });

  it('for the galleries: what vsce says, what is in it, and its size', () => {
    const packed = { exit: 0, output: '', names: ['extension/LICENSE.txt'], bytes: 1 };
    expect(wrongOf(vsixFindings({ ...packed, exit: 1, output: 'Aborted' }, {}))).toEqual([
      'it could not be packed:\nAborted',
    ]);
    const said = '\u001b[43m\u001b[30m WARNING \u001b[39m\u001b[49m A field is missing.\n';
    expect(wrongOf(vsixFindings({ ...packed, output: said }, {}))).toContain('A field is missing.');
    expect(wrongOf(vsixFindings({ ...packed, names: ['extension/secret.env'] }, {}))).toEqual(
      expect.arrayContaining(['must not be in the package: extension/secret.env', 'no licence']),
    );
    expect(wrongOf(vsixFindings({ ...packed, bytes: 9e6 }, {})).join('\n')).toContain('9000000 bytes');
  });
});

describe('the report', () => {
  const sections = [{ title: 'A', findings: [right('x'), wrong('y:\nz'), open('w')] }];

  it('has a sign for each finding, and counts them', () => {
    expect(reportLines(sections)).toEqual([
      'A',
      '  ✓ x',
      '  ✗ y:\n    z',
      '  ○ w',
      '',
      '1 right, 1 wrong, 1 for who publishes',
    ]);
    expect(countsOf(sections)).toEqual({ right: 1, wrong: 1, open: 1 });
  });
});

describe('publishing', () => {
  const steps = stepsOf({ version: '1.2.0', publisher: 'p' }, 'x.vsix');
  const env = { VSCE_PAT: 'secret', OVSX_PAT: 'b', NODE_AUTH_TOKEN: 'c', ACTIONS_ID_TOKEN_REQUEST_URL: 'd' };
  const settled = { right: 1, wrong: 0, open: 0 };
  const asked = { asked: '1.2.0', version: '1.2.0', counts: settled, steps, env };

  it('tells what it needs, and no secret', () => {
    const lines = stepLines(steps, { VSCE_PAT: 'secret' }).join('\n');
    expect(lines).toContain('✓ VSCE_PAT');
    expect(lines).toContain('○ OVSX_PAT is not set');
    expect(lines).not.toContain('secret');
  });

  it('is refused while anything is wrong, open, missing, or not named', () => {
    expect(objections(asked)).toEqual([]);
    expect(objections({ ...asked, asked: '1.1.0' })).toHaveLength(1);
    expect(objections({ ...asked, counts: { ...settled, wrong: 2 } })).toEqual(['2 wrong']);
    expect(objections({ ...asked, counts: { ...settled, open: 1 } })).toEqual(['1 not settled']);
    expect(objections({ ...asked, env: {} })).toHaveLength(4);
  });

  it('goes one way after the other, until one fails', async () => {
    const run: string[][] = [];
    const failing = (command: string, args: readonly string[]) => {
      run.push([command, ...args]);
      return Promise.resolve(command === 'npm' ? 1 : 0);
    };
    expect(await publish(steps, failing)).toEqual(['marketplace', 'open-vsx']);
    expect(run).toHaveLength(3);
    expect(chosen(steps, ['npm'])?.map(({ name }: { name: string }) => name)).toEqual(['npm']);
    expect(chosen(steps, ['npm', 'nowhere'])).toBeUndefined();
  });
});
