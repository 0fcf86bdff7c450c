// Where this machine is, as its user sees it: the item of the status bar, the menu to switch, generations, tasks. The
// machine is a fake one in a folder; its programs write down how they were called.
import * as assert from 'node:assert';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FakeNixos } from '../../support/fake-nixos';
import type { BrowserTest } from '../support/browser-helpers';
import { buildHome } from '../support/fakes';
import { until } from '../support/until';

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const machine = new FakeNixos(`${helpers.folder}-machine`);
  const boots = (kernel: string) => ({ 'org.nixos.bootspec.v1': { kernel, kernelParams: ['quiet'] } });
  const oldBase = machine.system({
    name: 'old',
    kernel: 'linux-6.12',
    specialisations: {},
    bootspec: boots('/nix/store/linux-6.11/bzImage'),
  });
  const gaming = machine.system({ name: 'gaming', kernel: 'linux-7.0' });
  // A link that leads there from outside, too: its program is started.
  const near = `../../${basename(gaming)}`;
  const base = machine.system({
    name: 'base',
    kernel: 'linux-6.12',
    specialisations: { gaming: near },
    bootspec: boots('/nix/store/linux-6.12/bzImage'),
  });
  machine.generation(41, oldBase, { day: '2025-12-01' });
  machine.generation(42, base);
  machine.current(42);
  machine.runs(base);
  machine.boots(base);
  machine.file('/etc/hostname', 'workstation\n');
  machine.file('/etc/os-release', 'ID=nixos\nVERSION_ID="25.11"\n');
  const script = (system: string) => join(machine.place(system), 'bin/switch-to-configuration');
  const called = () =>
    (existsSync(machine.log) ? readFileSync(machine.log, 'utf8') : '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): { program: string; argv: string[] } => JSON.parse(line));

  const item = page.locator('.statusbar-item[id*="nixosSpecialisations.active"]');
  const dialog = page.locator('.monaco-dialog-box');
  /** By its whole text: “Run” is also how others begin. */
  const button = (title: string) => dialog.getByRole('button', { name: title, exact: true });
  const menu = page.locator('.quick-input-list .monaco-list-row');
  /** Takes an entry of a menu once that shows it. */
  const choose = async (title: string) => {
    await menu.filter({ hasText: title }).first().waitFor();
    await helpers.choose(title);
  };
  const labels = async () =>
    (await menu.locator('.quick-input-list-row:first-child .label-name').allInnerTexts()).map((text) => text.trim());

  await helpers.step('without NixOS there is no item', async () => {
    await helpers.openFile('configuration.nix');
    await page.locator('.codelens-decoration a', { hasText: 'More…' }).nth(1).waitFor();
    assert.strictEqual(await item.count(), 0);
  });

  await helpers.step('on NixOS it says what runs, to those who hear it, too', async () => {
    helpers.settings({
      user: { 'nixosSpecialisations.testing.systemRoot': machine.folder },
      machine: { 'nixosSpecialisations.systemProfile': machine.place('/nix/var/nix/profiles/system') },
    });
    await page.reload();
    await helpers.openFile('configuration.nix');
    await page.locator('.codelens-decoration a', { hasText: 'not built' }).first().waitFor();
    await item.filter({ hasText: 'base' }).waitFor();
    const spoken = await until('what the configuration has', async () => {
      const text = (await item.locator('a').getAttribute('aria-label')) ?? '';
      return text.includes('travel') && text;
    });
    assert.match(spoken, /Active: the base system of generation 42/);
    assert.match(spoken, /In the configuration but not built: “travel”/);
    await helpers.shot('status-bar');
  });

  await helpers.step('when another one runs it says so by itself', async () => {
    machine.runs(gaming);
    await item.filter({ hasText: 'gaming' }).waitFor();
    const spoken = await until('the reboot', async () => {
      const text = (await item.locator('a').getAttribute('aria-label')) ?? '';
      return text.includes('A reboot would change: kernel.') && text;
    });
    assert.match(spoken, /Active: “gaming” of generation 42\. Booted: the base system of generation 42/);
    // So does the lens.
    await page.locator('.codelens-decoration a', { hasText: 'Switch to this specialisation · active' }).waitFor();
    await item.hover();
    await helpers.shot('gaming');
  });

  await helpers.step('a click shows what can be switched to', async () => {
    await helpers.click(item, menu.filter({ hasText: 'travel' }));
    assert.deepStrictEqual(await labels(), ['Base system', 'gaming', 'travel', 'Generations…']);
    assert.strictEqual(await menu.filter({ hasText: 'gaming' }).locator('.codicon-check').count(), 1);
    assert.strictEqual(await menu.filter({ hasText: 'Base system' }).locator('.codicon-check').count(), 0);
    await helpers.shot('toggle');
  });

  await helpers.step('and switches, after the question', async () => {
    await choose('Base system');
    await dialog.waitFor();
    const text = await dialog.innerText();
    assert.ok(text.includes(`sudo ${script(base)} test`), text);
    await button('Run').click();
    await until('the call', () => called().some(({ program, argv }) => program === script(base) && argv[0] === 'test'));
    machine.runs(base);
    await item.filter({ hasText: 'base' }).waitFor();
  });

  await helpers.step('what is not built is rebuilt', async () => {
    await helpers.click(item, menu.filter({ hasText: 'travel' }));
    await choose('travel');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /nixos-rebuild switch .*--specialisation travel/);
    await helpers.shot('rebuild');
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  await helpers.step('a kind of run can go without a question, until it is asked about again', async () => {
    const switchTo = async () => {
      await helpers.click(item, menu.filter({ hasText: 'gaming' }));
      await choose('gaming');
    };
    const before = called().length;
    machine.runs(gaming);
    await item.filter({ hasText: 'gaming' }).waitFor();
    machine.boots(gaming);
    await switchTo();
    await button("Run and Don't Ask Again").click();
    await until('a call', () => called().length === before + 1);
    await page.locator('.statusbar-item', { hasText: 'Switch to “gaming”: done.' }).waitFor();
    await switchTo();
    await until('another call', () => called().length === before + 2);
    assert.strictEqual(await dialog.count(), 0);
    await page.locator('.statusbar-item', { hasText: 'done.' }).waitFor();
    await helpers.command('NixOS Specialisations: Ask Again Before Running');
    await switchTo();
    await dialog.waitFor();
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
    machine.boots(base);
    machine.runs(base);
    await item.filter({ hasText: 'base' }).waitFor();
  });

  await helpers.step('generations, with what can be done with each', async () => {
    await helpers.command('NixOS Specialisations: Generations…');
    await menu.filter({ hasText: 'Generation 41' }).waitFor();
    assert.deepStrictEqual(await labels(), ['Generation 42', 'Generation 41']);
    assert.match(await menu.first().innerText(), /2026-01-01 .*current · running · booted/);
    await helpers.shot('generations');
    await choose('Generation 42');
    await menu.filter({ hasText: 'Switch to “gaming” of generation 42' }).waitFor();
    await helpers.shot('generation');
    assert.ok((await labels()).includes('Switch to “gaming” of generation 42'));
    await helpers.leave();
    await helpers.command('NixOS Specialisations: Generations…');
    await choose('Generation 41');
    await choose('Boot the base system of generation 41 by default');
    await dialog.waitFor();
    const text = await dialog.innerText();
    assert.ok(text.includes('--switch-generation 41 &&') && text.includes(`${script(oldBase)} boot`), text);
    assert.ok(!text.includes("Don't Ask Again"), text);
    await helpers.shot('boot-default');
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  await helpers.step('two of them are compared: what they boot, and their packages', async () => {
    helpers.fakes.answer({ output: 'Version changes:\n[U.]  #1  linux  6.12 -> 6.11\n' });
    await helpers.command('NixOS Specialisations: Generations…');
    await choose('Generation 41');
    await menu.filter({ hasText: 'Compare the base system with…' }).waitFor();
    await helpers.narrow('Compare');
    await helpers.shot('compare-menu');
    await choose('Compare the base system with…');
    await menu.filter({ hasText: 'What runs now' }).waitFor();
    assert.deepStrictEqual(await labels(), ['What runs now', 'The base system of generation 42']);
    await choose('The base system of generation 42');
    const tab = page.locator('.tab', { hasText: 'The base system of generation 41 compared with the base system' });
    await tab.waitFor();
    const shown = async () =>
      (await page.locator('.editor-instance .view-lines').first().innerText()).replaceAll('\u00a0', ' ');
    const text = await until('the packages', async () => {
      const now = await shown();
      return now.includes('linux 6.12 -> 6.11') || now.includes('linux  6.12 -> 6.11') ? now : false;
    });
    assert.match(text, /~ kernel: \/nix\/store\/linux-6\.12\/bzImage → \/nix\/store\/linux-6\.11\/bzImage/);
    assert.ok(text.includes('nvd diff'), text);
    await helpers.shot('compared');
    helpers.fakes.reset();
    await helpers.openFile('configuration.nix');
  });

  await helpers.step('Check with Nix says whether that is what runs', async () => {
    const says = (output: string) => {
      machine.file('/nix/store/checked.drv', `Derive([("out","${output}","","")],[],[],"x86_64-linux"`);
      helpers.fakes.answer({ output: '"/nix/store/checked.drv"\n' });
    };
    const check = async () => {
      await helpers.command('NixOS Specialisations: Check with Nix');
      await choose('Base system');
      await button('Run').click();
    };
    const spoken = (words: string) =>
      until(words, async () => (await item.locator('a').getAttribute('aria-label'))?.includes(words));
    says(base);
    await check();
    await spoken('As Nix has evaluated it, this is what runs: the base system.');
    await helpers.shot('same');
    says(oldBase);
    await check();
    await spoken('As Nix has evaluated it, the base system differs from what runs.');
    await item.hover();
    await helpers.shot('differs');
    helpers.fakes.reset();
  });

  await helpers.step('a home of Home Manager is switched in the same menu', async () => {
    const home = join(helpers.state, 'nix/profiles/home-manager');
    const running = join(helpers.state, 'home-manager/gcroots/current-home');
    const runs = (path: string) => {
      rmSync(running, { force: true });
      symlinkSync(path, running);
    };
    buildHome(home, ['dark']);
    mkdirSync(dirname(running), { recursive: true });
    runs(home);
    await helpers.command('NixOS Specialisations: Switch Specialisation…');
    await menu.filter({ hasText: 'Base home configuration' }).waitFor();
    assert.strictEqual(await menu.filter({ hasText: 'Base home' }).locator('.codicon-check').count(), 1);
    await helpers.shot('home');
    await choose('dark');
    await dialog.waitFor();
    const script = join(home, 'specialisation/dark/activate');
    const text = await dialog.innerText();
    assert.ok(text.includes(`${script} --driver-version 1`) && !text.includes('sudo'), text);
    await helpers.shot('home-question');
    await button('Run').click();
    await until('the call', () =>
      helpers.fakes.calls().some(({ program, argv }) => program === script && argv.join(' ') === '--driver-version 1'),
    );
    runs(join(home, 'specialisation/dark'));
    await page.locator('.statusbar-item', { hasText: 'done.' }).waitFor();
    await helpers.command('NixOS Specialisations: Switch Specialisation…');
    await menu.filter({ hasText: 'dark' }).locator('.codicon-check').waitFor();
    await helpers.shot('home-dark');
    await helpers.leave();
    rmSync(helpers.state, { recursive: true });
    helpers.fakes.reset();
  });

  await helpers.step('collecting garbage shows first what goes', async () => {
    await helpers.command('NixOS Specialisations: Delete Old Generations and Collect Garbage…');
    await dialog.waitFor();
    const text = await dialog.innerText();
    assert.ok(text.includes('--dry-run') && text.includes('generation 41 (2025-12-01)'), text);
    await helpers.shot('garbage');
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  await helpers.step('Run Task lists the actions', async () => {
    await helpers.command('Tasks: Run Task');
    await helpers.choose('nixosSpecialisations');
    await menu.filter({ hasText: 'Boot “gaming” by default' }).waitFor();
    await helpers.shot('tasks');
    await helpers.choose(': Switch to “gaming”', 'Switch to “gaming”');
    await helpers.unscanned(dialog);
    assert.ok((await dialog.innerText()).includes(`${script(gaming)} test`.replace(machine.place(gaming), '')));
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  await helpers.step('a newer generation than what runs is told of', async () => {
    machine.generation(43, machine.system({ name: 'new', specialisations: { gaming } }), { day: '2026-02-01' });
    machine.current(43);
    await until('the newer one', async () =>
      (await item.locator('a').getAttribute('aria-label'))?.includes('Generation 43 is newer than the one that runs.'),
    );
    assert.strictEqual(await item.locator('.codicon-git-compare').count(), 1);
    await helpers.shot('drift');
  });

  await helpers.step('where NixOS goes, the item goes', async () => {
    machine.remove('/run');
    machine.remove('/nix');
    machine.remove('/proc');
    // A folder that goes takes its watcher with it; the machine is looked at again before a menu opens.
    await helpers.command('NixOS Specialisations: Switch Specialisation…');
    await item.waitFor({ state: 'detached' });
  });
}
