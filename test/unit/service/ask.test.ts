// Questions to analyses: what was evaluated for one serves the next, for as long as the files say the same.
import { expect, it } from 'vitest';
import type { Analysis } from '../../../server/src/analysis/analysis';
import { SILENT } from '../../../server/src/base/logger';
import { NO_BOUNDARY } from '../../../server/src/project/boundary';
import { Sources } from '../../../server/src/project/sources';
import { answerOf } from '../../../server/src/service/api';
import { Evaluator } from '../../../server/src/service/evaluator';
import { LiveAnalyses } from '../../../server/src/service/live-analyses';
import type { Candidate } from '../../../server/src/service/tracked';
import { bigFlake } from '../../support/big-flake';
import { parseFixture } from '../../support/fixture';
import { filesOf } from '../../support/memory-files';
import { testParser } from '../../support/parser';
import { testWorkspace } from '../../support/workspace';

const FILES = parseFixture(`
#- /configuration.nix
{ imports = [ ./desktop.nix ]; specialisation.plasma.configuration.services.openssh.enable = true; }
#- /desktop.nix
{ services.openssh.enable = false; }
`);
const names = (analysis: Analysis): readonly string[] => analysis.base.specialisations.map(({ name }) => name);

it('a second question evaluates nothing', async () => {
  const read: string[] = [];
  const workspace = await testWorkspace(FILES, { onRead: (path) => read.push(path) });
  workspace.snapshot();
  read.length = 0;
  expect(answerOf(workspace.ask({}, names))).toEqual(['plasma']);
  expect(read).toContain('/desktop.nix');
  read.length = 0;
  expect(answerOf(workspace.ask({}, names))).toEqual(['plasma']);
  expect(answerOf(workspace.ask({ file: '/desktop.nix' }, (analysis) => [analysis.conflicts.length]))).toEqual([1]);
  expect(read).toEqual([]);
  workspace.dispose();
});

it('a change of one of its files makes the next question evaluate again, another file does not', async () => {
  const read: string[] = [];
  const workspace = await testWorkspace(new Map([...FILES, ['/readme.nix', '{ lib, ... }: { }']]), {
    onRead: (path) => read.push(path),
  });
  const ask = (): readonly string[] => answerOf(workspace.ask({ file: '/desktop.nix' }, names));
  ask();
  workspace.open('/readme.nix', '# nothing');
  workspace.snapshot();
  read.length = 0;
  ask();
  expect(read).toEqual([]);
  workspace.open('/configuration.nix', '{ imports = [ ./desktop.nix ]; specialisation.gnome.configuration = { }; }');
  expect(ask()).toEqual(['gnome']);
  expect(read).toContain('/configuration.nix');
  workspace.dispose();
});

it('a file that is opened or closed as it is keeps its tree: places in it are looked for by identity', async () => {
  const workspace = await testWorkspace(FILES);
  const { texts } = workspace;
  const text = FILES.get('/desktop.nix') ?? '';
  const tree = texts.parse('/desktop.nix');
  workspace.open('/desktop.nix', text);
  expect(texts.parse('/desktop.nix')).toBe(tree);
  workspace.open('/desktop.nix', text);
  expect(texts.parse('/desktop.nix')).toBe(tree);
  workspace.close('/desktop.nix');
  expect(texts.parse('/desktop.nix')).toBe(tree);
  workspace.open('/desktop.nix', text);
  workspace.edit('/desktop.nix', `${text} `, [{ start: text.length, end: text.length, newText: ' ' }]);
  expect(texts.parse('/desktop.nix')).not.toBe(tree);
  expect(texts.parse('/desktop.nix')).toEqual(tree);
  workspace.dispose();
});

it('after an edit, what was evaluated for the results answers', async () => {
  let evaluations = 0;
  const workspace = await testWorkspace(FILES, {
    onRead: (path) => {
      if (path === '/desktop.nix') evaluations++;
    },
  });
  const ask = (): readonly number[] => answerOf(workspace.ask({}, (analysis) => [analysis.conflicts.length]));
  expect(ask()).toEqual([1]);
  evaluations = 0;
  workspace.open('/desktop.nix', '{ services.openssh.enable = true; }');
  expect(workspace.snapshot().findings.map(({ code }) => code)).toEqual(['redundant-priority']);
  expect(evaluations).toBe(1);
  expect(ask()).toEqual([0]);
  expect(evaluations).toBe(1);
  workspace.dispose();
});

it('only those asked about answer', async () => {
  const { files } = bigFlake({ hosts: 3, modules: 4 });
  const workspace = await testWorkspace(files);
  const hosts = (about: Parameters<typeof workspace.ask>[0]): readonly (string | null)[] =>
    answerOf(workspace.ask(about, ({ entryPoint }) => [entryPoint.host]));
  expect(hosts({})).toEqual(['host-0', 'host-1', 'host-2']);
  expect(hosts({ file: '/project/hosts/host-1/default.nix' })).toEqual(['host-1']);
  const [, , third] = workspace.snapshot().systems;
  if (third === undefined) throw new Error('no third host');
  expect(hosts({ system: { ...third, specialisation: null } })).toEqual(['host-2']);
  workspace.dispose();
});

it('who looks for a moment only is answered before all is found again', async () => {
  const { files } = bigFlake({ hosts: 3, modules: 4 });
  const workspace = await testWorkspace(files);
  workspace.snapshot();
  const shared = '/project/modules/m0.nix';
  workspace.open(shared, '{ services.openssh.enable = true; }');
  const hosts = (isFleeting: boolean): readonly (string | null)[] =>
    answerOf(workspace.ask({ file: shared, isFleeting }, ({ entryPoint }) => [entryPoint.host]));
  expect(hosts(true)).toEqual(['host-0']);
  expect(workspace.partial.isComplete).toBe(false);
  expect(hosts(false)).toEqual(['host-0']);
  expect(workspace.partial.isComplete).toBe(true);
  workspace.dispose();
});

it('a question is asked in slices, and may be dropped', async () => {
  const { files } = bigFlake({ hosts: 4, modules: 4 });
  const workspace = await testWorkspace(files);
  workspace.snapshot();
  const question = workspace.ask({}, ({ entryPoint }) => [entryPoint.host]);
  let slices = 1;
  let answer = question.advance(0);
  for (; answer === undefined; slices++) answer = question.advance(0);
  expect(answer).toHaveLength(4);
  expect(slices).toBeGreaterThanOrEqual(4);
  workspace.ask({}, names).advance(0);
  expect(workspace.snapshot().systems).toHaveLength(4);
  workspace.dispose();
});

it('a change in the middle of a question starts it anew', async () => {
  const { files } = bigFlake({ hosts: 3, modules: 4 });
  const workspace = await testWorkspace(files);
  workspace.snapshot();
  const question = workspace.ask({}, ({ entryPoint }) => [entryPoint.host]);
  expect(question.advance(0)).toBeUndefined();
  workspace.open('/project/modules/m0.nix', '{ }');
  expect(answerOf(question)).toEqual(['host-0', 'host-1', 'host-2']);
  workspace.dispose();
});

it('evaluation scopes do not nest, and nothing is read outside of one', async () => {
  const evaluator = await newEvaluator(FILES);
  const scope = evaluator.newScope();
  expect(() => scope.run(() => evaluator.newScope().run(() => 1))).toThrow('one evaluation scope inside of another');
  expect(() => evaluator.recorder.read('/desktop.nix')).toThrow('outside of an evaluation scope');
  expect(scope.run(() => evaluator.recorder.read('/desktop.nix'))).toContain('openssh');
  expect([...scope.answers.texts.keys()]).toEqual(['/desktop.nix']);
});

it('what was not asked lately is let go when it is too much', async () => {
  const evaluator = await newEvaluator(FILES);
  let started = 0;
  const candidate = (key: string): Candidate => ({
    key,
    host: null,
    source: '/configuration.nix',
    group: key,
    yields: false,
    leadsTo: [],
    start: () => {
      started++;
      return [];
    },
  });
  const live = new LiveAnalyses(evaluator, 0);
  for (const key of ['a', 'a', 'b', 'a']) {
    const { allowance } = live.of(candidate(key));
    allowance.fuel -= 10;
  }
  expect(started).toBe(3);
});

async function newEvaluator(files: ReadonlyMap<string, string>): Promise<Evaluator> {
  const parser = await testParser();
  return new Evaluator(new Sources(filesOf(files), parser), {
    parser,
    boundary: NO_BOUNDARY,
    readData: () => undefined,
    logger: SILENT,
    onMisuse: (message) => {
      throw new Error(message);
    },
  });
}
