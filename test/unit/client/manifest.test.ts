import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rulesIn } from '../../../client/src/rule-list';
import manifest from '../../../package.json';
import texts from '../../../package.nls.json';
import { MORE_COMMAND, RUN_COMMAND } from '../../../server/src/protocol/requests';
import { RULES } from '../../../server/src/rules/index';
import { ACTIONS } from '../../../server/src/run/actions';
import { TASK_TYPE } from '../../../server/src/run/validate';

const { contributes } = manifest;
const ROOT = join(import.meta.dirname, '../../..');
const settings = Object.assign({}, ...contributes.configuration.map((section) => section.properties));
const commandIds = contributes.commands.map(({ command }) => command);

describe('texts', () => {
  const used = new Set([...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map((match) => match[1]));

  test('every text is there, and every text that is there is used', () => {
    expect([...used].sort()).toEqual(Object.keys(texts).sort());
  });

  test('use the spelling of the option', () => {
    const own = Object.entries(texts).filter(([name]) => name !== 'rules.specialization-spelling');
    expect(JSON.stringify(own)).not.toMatch(/specializ/i);
  });
});

describe('commands', () => {
  test('the commands of lenses and rows exist and are not in the palette', () => {
    const hidden = contributes.menus.commandPalette
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    const ofRows = contributes.menus['view/item/context'].map(({ command }) => command);
    expect(hidden.sort()).toEqual([...new Set([MORE_COMMAND, RUN_COMMAND, ...ofRows])].sort());
    expect(commandIds).toEqual(expect.arrayContaining(hidden));
  });

  test('menus and the walkthrough name only commands that exist', () => {
    const named = [
      ...JSON.stringify([contributes.menus, contributes.walkthroughs, texts]).matchAll(
        /nixosSpecialisations\.\w+(?=[")\]])/g,
      ),
    ];
    const own = named
      .map(([name]) => name)
      .filter(
        (name) =>
          !['menu', 'view', 'runsNothing'].some((other) => name === `nixosSpecialisations.${other}`) &&
          !(name in settings),
      );
    expect(commandIds).toEqual(expect.arrayContaining(own));
  });
});

describe('trust', () => {
  test('every setting that a workspace could use to choose what runs is ignored until it is trusted', () => {
    const chooses = Object.entries<{ scope?: string }>(settings)
      .filter(([, { scope }]) => scope === 'machine-overridable')
      .map(([name]) => name);
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.sort()).toEqual(chooses.sort());
  });

  test('a workspace can never choose the system profile', () => {
    expect(settings['nixosSpecialisations.systemProfile'].scope).toBe('machine');
  });
});

describe('settings', () => {
  const beside = Object.keys(settings).filter((name) => !name.startsWith('nixosSpecialisations.rules.'));

  test('are few, beside a level for each rule', () => {
    expect(beside.length).toBeLessThanOrEqual(15);
  });

  test('are all in the table of the README', () => {
    const named = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/`(?:nixosSpecialisations)?(\.[\w.]+)`/g)]
      .map(([, name]) => `nixosSpecialisations${name}`)
      .filter((name) => !name.startsWith('nixosSpecialisations.rules.'));
    expect([...new Set(named)].sort()).toEqual(beside.sort());
  });
});

test('starts only where there is Nix, and has nobody search a workspace for it', () => {
  const ends = manifest.activationEvents.map((event) =>
    /^workspaceContains:(?:[\w-]+\/)?[\w-]+\.(nix)$|^onLanguage:(nix)$/.exec(event)?.slice(1).join(''),
  );
  expect(new Set(ends)).toEqual(new Set(['nix']));
});

test('tasks know exactly the actions there are', () => {
  const [definition] = contributes.taskDefinitions;
  expect(definition?.type).toBe(TASK_TYPE);
  expect(definition?.properties.action.enum.sort()).toEqual(ACTIONS.map(({ action }) => action).sort());
});

describe('rules', () => {
  const codes = RULES.map(({ code }) => code);

  test('each has a setting, by which its findings are linked to its page and the page is offered', () => {
    expect([...rulesIn(manifest)].map(({ code }) => code).sort()).toEqual([...codes].sort());
  });

  test.each(codes)('the page of %s comes with the extension, and its setting leads to it', (code) => {
    expect(existsSync(join(ROOT, `docs/rules/${code}.md`))).toBe(true);
    const text = Object.entries(texts).find(([name]) => name === `rules.${code}`)?.[1];
    expect(text).toContain(`command:nixosSpecialisations.explainRule?${encodeURIComponent(JSON.stringify([code]))}`);
  });
});

test('one walkthrough, no longer than one likes to read, each step with something to do', () => {
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  expect(contributes.walkthroughs).toHaveLength(1);
  expect(steps.length).toBeGreaterThanOrEqual(4);
  expect(steps.length).toBeLessThanOrEqual(5);
  const described = new Map(Object.entries(texts));
  for (const { id, completionEvents } of steps) {
    expect(completionEvents.length, id).toBeGreaterThan(0);
    expect(described.get(`walkthrough.${id}.description`)).toContain('](command:');
  }
});

test('the pictures are there', () => {
  const pictures = contributes.walkthroughs.flatMap(({ steps }) =>
    steps.flatMap(({ media }) => (media.svg === undefined ? Object.values(media.image) : [media.svg])),
  );
  for (const picture of [manifest.icon, ...pictures]) expect(existsSync(join(ROOT, picture)), picture).toBe(true);
});
