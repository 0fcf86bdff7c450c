// The page of the extension, as it is packed: what it shows is there, and what it says of an example is what is found.
import { describe, expect, it } from 'vitest';
import { extensionPage } from '../../scripts/lib/extension-page.mjs';
import { applyEdits } from '../../server/src/base/text-edit';
import { findingsIn } from '../support/check';
import { textOf } from './files';

const ADDRESS = /\]\(([^)\s]+)\)|<(?:img|a|source)\b[^>]*\b(?:src|href|srcset)="([^"]*)"/g;

const addresses = (page: string): string[] => [...page.matchAll(ADDRESS)].map(([, a, b]) => a ?? b ?? '');
/** The text of the first code block in a language. */
const block = (page: string, language: string): string =>
  page.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? expect.unreachable(language);

describe('without a home in the web', () => {
  const page = extensionPage({});

  it('names nothing that VS Code would not find', () => {
    expect(addresses(page).length).toBeGreaterThan(0);
    for (const address of addresses(page)) expect(address).toMatch(/^https:\/\//);
    expect(page).not.toMatch(/!\[|<img|<picture|<source/);
  });

  it('shows a conflict and its fix in code, in the words of the example', async () => {
    const names = ['configuration.nix', 'hardware-configuration.nix', 'modules/desktop.nix'];
    const files = new Map(names.map((name) => [`/${name}`, textOf(`examples/${name}`)]));
    const findings = await findingsIn(files);
    const said = block(page, 'nix');
    const shown = findings.filter(({ message }) => said.includes(`# ${message.split(/:(?= )/)[0]}`));
    expect(shown.length, JSON.stringify(findings.map(({ message }) => message))).toBe(1);
    const [before, after] = block(page, 'diff').trim().split('\n');
    const fix = shown[0]?.fixes.find(({ title }) => title.includes('mkForce'));
    const here = '/configuration.nix';
    const edits = (fix?.edits ?? []).filter(({ file }) => file === here);
    const fixed = applyEdits(files.get(here) ?? '', edits);
    expect(said).toContain(before?.slice(1));
    expect(fixed).not.toContain(before?.slice(1));
    expect(fixed).toContain(after?.slice(1).trim());
  });
});

describe('with one', () => {
  const page = extensionPage({ repository: { url: 'git+https://example.org/marble/it.git' } });

  it('has its pictures from there', () => {
    const pictures = addresses(page).filter((address) => address.endsWith('.png'));
    expect(pictures.length).toBeGreaterThanOrEqual(3);
    for (const picture of pictures) expect(picture).toMatch(/^https:\/\/example\.org\/marble\/it\/raw\/HEAD\/media\//);
    for (const kind of ['dark', 'light']) expect(pictures.join()).toContain(`-${kind}.png`);
  });
});
