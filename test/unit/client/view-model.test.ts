// What the view asks for and when, and that rows stay the same ones.
import { describe, expect, test } from 'vitest';
import type { Row } from '../../../client/src/views/rows';
import { TreeModel } from '../../../client/src/views/tree-model';
import type { DifferenceNode, PartNode, SystemsResult } from '../../../server/src/protocol/tree';
import { option, part, system } from './view-support';

/** A model on answers that tests change, with what it asked and what it told. */
function modelOn(systems: SystemsResult['systems'], options: readonly DifferenceNode[] = []) {
  const answers = { result: { systems, found: systems.length, conflicts: 0 } as SystemsResult | undefined, options };
  const asked: (string | null)[] = [];
  const told: (readonly string[] | 'all')[] = [];
  const model = new TreeModel(
    {
      systems: async () => answers.result,
      differences: async ({ key }: PartNode) => {
        asked.push(key.specialisation);
        return answers.options;
      },
    },
    (rows) => told.push(rows === undefined ? 'all' : rows.map(({ id }) => id)),
  );
  return { model, answers, asked, told };
}

async function rowAt(model: TreeModel, ...path: readonly number[]): Promise<Row> {
  let rows = model.roots;
  let found: Row | undefined;
  for (const at of path) {
    found = rows[at];
    if (found === undefined) throw new Error(`no row at ${path.join('.')}`);
    rows = await model.childrenOf(found);
  }
  if (found === undefined) throw new Error('no path');
  return found;
}

const HOST = system([part(null), part('s'), part('t')]);

describe('states', () => {
  test.each([
    ['noConfiguration', { systems: [], found: 0, conflicts: 0 }],
    ['noSpecialisations', { systems: [], found: 2, conflicts: 0 }],
    ['ready', { systems: [HOST], found: 1, conflicts: 0 }],
  ])('%s', async (state, result) => {
    const { model, answers } = modelOn([]);
    answers.result = result;
    expect(model.state).toBe('analysing');
    await model.refresh();
    expect(model.state).toBe(state);
  });

  test('while the server is not running, what was there stays', async () => {
    const { model, answers, told } = modelOn([HOST]);
    await model.refresh();
    answers.result = undefined;
    await model.refresh();
    expect([model.state, model.roots.length, told]).toEqual(['ready', 1, ['all']]);
  });

  test('conflicts are those of the list of problems, and another number is told', async () => {
    const { model, answers, told } = modelOn([HOST]);
    await model.refresh();
    answers.result = { systems: [HOST], found: 1, conflicts: 3 };
    await model.refresh();
    expect([model.conflicts, told]).toEqual([3, ['all', 'all']]);
  });

  test('when the server ends, nothing is looked for any more; what was found stays', async () => {
    const { model } = modelOn([HOST]);
    model.stop();
    expect(model.state).toBe('stopped');
    await model.refresh();
    model.stop();
    expect(model.state).toBe('ready');
  });
});

describe('differences', () => {
  test('are asked for when a specialisation is opened, and once', async () => {
    const { model, asked } = modelOn([HOST], [option('a')]);
    await model.refresh();
    expect(asked).toEqual([]);
    const row = await rowAt(model, 0, 1);
    await model.childrenOf(row);
    expect(asked).toEqual(['s']);
  });

  test('where there are none a row says so', async () => {
    const { model } = modelOn([HOST]);
    await model.refresh();
    expect((await rowAt(model, 0, 1, 0)).node).toMatchObject({ kind: 'note', text: 'No change is known' });
  });

  test('are asked for again only where they are shown', async () => {
    const { model, asked } = modelOn([HOST], [option('a')]);
    await model.refresh();
    const opened = await rowAt(model, 0, 1);
    await rowAt(model, 0, 2);
    model.close(opened);
    asked.length = 0;
    await model.refresh();
    expect(asked).toEqual(['t']);
    model.open(opened);
    await model.childrenOf(opened);
    expect(asked).toEqual(['t', 's']);
  });
});

describe('refreshing', () => {
  test('tells nothing where nothing changed', async () => {
    const { model, told } = modelOn([HOST], [option('a')]);
    await model.refresh();
    await rowAt(model, 0, 1);
    told.length = 0;
    await model.refresh();
    expect(told).toEqual([]);
  });

  test('tells the one option that changed; its row and those around it stay the same', async () => {
    const { model, answers, told } = modelOn([HOST], [option('a'), option('b')]);
    await model.refresh();
    const before = [await rowAt(model, 0), await rowAt(model, 0, 1), await rowAt(model, 0, 1, 1)];
    told.length = 0;
    answers.options = [option('a'), option('b', { after: 'null' })];
    await model.refresh();
    expect(told).toEqual([['option/b']]);
    expect([await rowAt(model, 0), await rowAt(model, 0, 1), await rowAt(model, 0, 1, 1)]).toEqual(before);
    expect(before[2]?.node).toMatchObject({ after: 'null' });
  });

  test('an option that comes or goes concerns its specialisation', async () => {
    const { model, answers, told } = modelOn([HOST], [option('a')]);
    await model.refresh();
    await rowAt(model, 0, 1);
    told.length = 0;
    answers.options = [option('a'), option('b')];
    await model.refresh();
    expect(told).toEqual([['host/s']]);
  });

  test('a specialisation that comes concerns its host, and the others stay', async () => {
    const { model, answers, told } = modelOn([HOST], [option('a')]);
    await model.refresh();
    const stays = await rowAt(model, 0, 1);
    told.length = 0;
    answers.result = { systems: [system([part(null), part('s'), part('new'), part('t')])], found: 1, conflicts: 0 };
    await model.refresh();
    expect(told).toEqual([['host']]);
    expect(await rowAt(model, 0, 1)).toBe(stays);
  });

  test('calls during a refresh count as one more', async () => {
    const { model, asked } = modelOn([HOST], [option('a')]);
    await model.refresh();
    await rowAt(model, 0, 1);
    asked.length = 0;
    await Promise.all([model.refresh(), model.refresh(), model.refresh()]);
    expect(asked).toEqual(['s', 's']);
  });
});
