// docs/rules is what the rules say, and what it says is true.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import german from '../../l10n/bundle.l10n.de.json';
import manifest from '../../package.json';
import texts from '../../package.nls.json';
import { l10n, translatedBy } from '../../server/src/protocol/l10n';
import { NIXD_RULES } from '../../server/src/rules/docs/nixd-rules';
import { renderIndex } from '../../server/src/rules/docs/render-index';
import { renderPage } from '../../server/src/rules/docs/render-page';
import { withSettings, withTexts } from '../../server/src/rules/docs/render-settings';
import { worded } from '../../server/src/rules/engine/wording';
import { RULES } from '../../server/src/rules/index';
import { findingsIn } from '../support/check';

const FOLDER = join(import.meta.dirname, '../../docs/rules');
const findings = (text: string) => findingsIn(new Map([['/configuration.nix', text]]));
const codesIn = async (text: string): Promise<readonly string[]> => (await findings(text)).map(({ code }) => code);

/** As it is read where every place is on line 1. */
const read = (finding: Parameters<typeof worded>[0]): string => worded(finding, () => 1);
/** Words for those who wrote the module system. Priorities are named by what is written: `mkForce`. */
const JARGON = /priority \d|\bplain,|takes part|undetermined|submodule|priority,/;

/** What is said, without what the configuration says: code, values and what it calls things. */
const ownWords = (text: string): string => text.replace(/`[^`]*`|"[^"]*"|\[.*?\]|\{.*?\}/g, '…');
/** Words that hardly a sentence does without, and German has not. */
const ENGLISH = /\b(?:the|is|are|does|not|which|and|of|with|here|this|it|has|have|sets|system|no|to|or|by)\b/;

describe('all rules', () => {
  test('every rule has a page, and every page a rule', () => {
    const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(RULES.map(({ code }) => `${code}.md`).sort());
  });

  test('their table is fresh (npm run docs)', () =>
    expect(readFileSync(join(FOLDER, 'README.md'), 'utf8')).toBe(renderIndex(RULES)));

  test('their settings are fresh (npm run docs)', () => {
    // The order counts too: the settings editor shows it.
    expect(JSON.stringify(manifest)).toBe(JSON.stringify(withSettings(manifest, RULES)));
    expect(JSON.stringify(texts)).toBe(JSON.stringify(withTexts(texts, RULES)));
  });

  test('they name only rules of nixd that there are, and none that is left out', () => {
    const named = RULES.flatMap(({ page }) => page.nixd ?? []);
    const free = NIXD_RULES.filter(({ leftOut }) => leftOut === undefined).map(({ id }) => id);
    expect(free).toEqual(expect.arrayContaining(named));
  });
});

for (const rule of RULES) {
  describe(rule.code, () => {
    test('its page is fresh (npm run docs)', () =>
      expect(readFileSync(join(FOLDER, `${rule.code}.md`), 'utf8')).toBe(renderPage(rule)));
    test('the bad example is found, and what is said of it begins with the news', async () => {
      const messages = (await findings(rule.page.bad)).filter(({ code }) => code === rule.code).map(read);
      expect(messages).not.toEqual([]);
      for (const message of messages) {
        const [news = ''] = message.split(/[:;.,](?=\s)/);
        expect(news.length, message).toBeLessThanOrEqual(90);
        expect(message).not.toMatch(JARGON);
      }
    });
    test('in German nothing of it is English', async () => {
      l10n.speak(translatedBy(german));
      const found = await findings(rule.page.bad).finally(() => l10n.speak(undefined));
      const said = found.flatMap((finding) => [
        read(finding),
        ...finding.related.map(({ message }) => message),
        ...finding.fixes.map(({ title }) => title),
      ]);
      for (const text of said) expect(ownWords(text)).not.toMatch(ENGLISH);
    });
    for (const [why, text] of rule.page.good)
      test(`not found: ${why}`, async () => expect(await codesIn(text)).toEqual([]));
  });
}
