// docs/rules is what the rules say, and what it says is true.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../server/src/rules/index';
import { renderPage } from '../../server/src/rules/render-page';
import { findingsIn } from '../support/check';

const FOLDER = join(import.meta.dirname, '../../docs/rules');
const codesIn = async (text: string): Promise<readonly string[]> =>
  (await findingsIn(new Map([['/configuration.nix', text]]))).map(({ code }) => code);

test('every rule has a page, and every page a rule', () =>
  expect(readdirSync(FOLDER).sort()).toEqual(RULES.map(({ code }) => `${code}.md`).sort()));

for (const rule of RULES) {
  describe(rule.code, () => {
    test('its page is fresh (npm run docs)', () => expect(readFileSync(join(FOLDER, `${rule.code}.md`), 'utf8')).toBe(renderPage(rule)));
    test('the bad example is found', async () => expect(await codesIn(rule.page.bad)).toContain(rule.code));
    for (const [why, text] of rule.page.good) test(`not found: ${why}`, async () => expect(await codesIn(text)).toEqual([]));
  });
}
