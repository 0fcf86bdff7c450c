// The client's own words in German: what is put together from sentences has none left in English.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeRow } from '../../../client/src/views/describe';
import german from '../../../l10n/bundle.l10n.de.json';
import { l10n, translatedBy } from '../../../server/src/protocol/l10n';
import { ACTIONS } from '../../../server/src/run/actions';
import { runTitle } from '../../../server/src/run/plan/title';
import { part, system } from './view-support';

beforeAll(() => l10n.speak(translatedBy(german)));
afterAll(() => l10n.speak(undefined));

const NAMING = { file: String, path: String };

test('rows of the view', () => {
  expect(describeRow(part('gaming'), NAMING, true)).toMatchObject({
    spoken: expect.stringMatching(/^Spezialisierung gaming/),
    tooltip: expect.arrayContaining(['Das Basissystem mit einigen weiteren Modulen.']),
  });
  expect(describeRow(system([part(null), part('gaming')]), NAMING, true).tooltip?.[0]).toMatch(
    /^NixOS-Konfiguration: /,
  );
});

test('titles of runs', () => {
  const root = { kind: 'flake', path: '/x' } as const;
  for (const { action } of ACTIONS) {
    const title = runTitle({ action, system: 'nixos', host: 'laptop', specialisation: null, root });
    expect(title).not.toMatch(/\b(the|base|system of|on|for|switch|build|boot)\b/);
  }
});
