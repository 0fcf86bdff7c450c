// The budgets of what the editor asks while somebody looks around and types.
import { SILENT } from '../../server/src/base/logger';
import { Disk } from '../../server/src/host/disk';
import { answerTo } from '../../server/src/lsp/core/answers';
import type { Question } from '../../server/src/lsp/core/messages';
import type { WorkspaceApi } from '../../server/src/service/api';
import { bigFlake } from '../support/big-flake';
import type { Bench } from './bench';
import { configuration } from './generate';
import { workspaceOf } from './workspace';

interface Asked {
  readonly name: string;
  readonly budgetMs: number;
  readonly files: ReadonlyMap<string, string>;
  readonly file: string;
  /** Whether a character is typed before each question. */
  readonly types: boolean;
  question(offset: number): Question;
}

/** Asks about the place behind `"UTC`, or types there and asks. */
function asking({ name, budgetMs, files, file, types, question }: Asked): Bench {
  let workspace: WorkspaceApi;
  const text = files.get(file) ?? '';
  const at = text.indexOf('"UTC"') + 2;
  const disk = new Disk();
  return {
    name,
    budgetMs,
    iterations: 60,
    warmup: 15,
    async setup() {
      workspace = await workspaceOf(files);
      workspace.open(file, text);
      workspace.snapshot();
    },
    run(index) {
      if (types && Math.abs(index) % 2 === 1) workspace.edit(file, text, [{ start: at, end: at + 1, newText: '' }]);
      else if (types)
        workspace.edit(file, `${text.slice(0, at)}x${text.slice(at)}`, [{ start: at, end: at, newText: 'x' }]);
      const found = answerTo(question(at), {
        workspace,
        folders: [],
        disk,
        logger: SILENT,
        located: () => ({}),
      }).advance(Number.POSITIVE_INFINITY);
      const of = found?.answer.of;
      if (of === undefined || (Array.isArray(of) && of.length === 0)) throw new Error('expected an answer');
      return undefined;
    },
    teardown: () => workspace.dispose(),
  };
}

const EDITED = '/project/configuration.nix';
const LARGE = new Map([
  [
    EDITED,
    configuration(1000).replace(
      'configuration.time.timeZone = "Asia/Tokyo"',
      'configuration = { time.timeZone = "Asia/Tokyo"; }',
    ),
  ],
]);
const FLAKE = bigFlake().files;
const HOST = '/project/hosts/host-0/default.nix';

const KINDS: readonly { readonly what: string; question(file: string, offset: number, text: string): Question }[] = [
  { what: 'hover', question: (file, offset) => ({ about: 'place', of: { file, offset } }) },
  { what: 'hints', question: (file) => ({ about: 'fates', of: file }) },
  {
    what: 'completion',
    question: (file, _offset, text) => ({
      about: 'completion',
      of: { file, offset: text.indexOf('configuration = {') + 'configuration = {'.length, offersOptions: true },
    }),
  },
];

/** Behind a path that more than a thousand names may follow. */
const BEGUN = new Map([
  [EDITED, '{ ... }:\n{\n  time.timeZone = "UTC";\n  specialisation.a.configuration = {\n    services.\n  };\n}\n'],
]);

const names = (text: string): Question => ({
  about: 'completion',
  of: { file: EDITED, offset: text.indexOf('services.') + 'services.'.length, offersOptions: true },
});

const WIDE = asking({
  name: 'completion behind `services.`, of all options of NixOS',
  budgetMs: 15,
  files: BEGUN,
  file: EDITED,
  types: false,
  question: () => names(BEGUN.get(EDITED) ?? ''),
});

const EACH = KINDS.flatMap(({ what, question }) => {
  const of = (files: ReadonlyMap<string, string>, file: string) => ({
    files,
    file,
    question: (offset: number) => question(file, offset, files.get(file) ?? ''),
  });
  return [
    asking({ name: `${what}, 1,000 lines`, budgetMs: 10, types: false, ...of(LARGE, EDITED) }),
    asking({ name: `${what} after a keystroke, 1,000 lines`, budgetMs: 10, types: true, ...of(LARGE, EDITED) }),
    asking({ name: `${what}, 100 modules, 10 hosts`, budgetMs: 30, types: false, ...of(FLAKE, HOST) }),
  ];
});

export const benches: readonly Bench[] = [...EACH, WIDE];
