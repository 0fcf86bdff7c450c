// What every refactor keeps, whatever it is applied to: the text is Nix, nothing is wrong that was not, and values are
// what they were but for what the refactor is about.
import { explain, type Verdict } from '../../server/src/analysis/explain';
import { applyEdits } from '../../server/src/base/text-edit';
import { refactorsAt } from '../../server/src/features/refactors';
import type { Refactor } from '../../server/src/features/refactors/refactor';
import type { Severity } from '../../server/src/rules/engine/finding';
import { answerOf, type WorkspaceApi } from '../../server/src/service/api';
import type { Expr } from '../../server/src/syntax/ast';
import { children } from '../../server/src/syntax/children';
import { type Files, printFixture } from './fixture';
import { testWorkspace } from './workspace';

export interface Offer {
  readonly file: string;
  readonly offset: number;
  readonly refactor: Refactor;
}

/** Options and what becomes of them, by the name of the system: its host, and of a specialisation its name. */
type Values = ReadonlyMap<string, Told>;

interface Told {
  readonly options: ReadonlyMap<string, string>;
  /** Whether it has what the base says. */
  readonly inherits: boolean;
}

/** All that is offered with the cursor in a statement of a file. */
export function offersIn(workspace: WorkspaceApi, file: string): readonly Offer[] {
  const tree = workspace.texts.parse(file);
  if (tree === undefined || tree.errors.length > 0) return [];
  return statements(tree.root).flatMap((start) => {
    const span = { start: start + 1, end: start + 1 };
    const question = workspace.ask({ file }, (analysis, texts) => [refactorsAt(analysis, file, span, texts)]);
    const [found = []] = answerOf(question);
    return found.map((refactor) => ({ file, offset: span.start, refactor }));
  });
}

/** Where statements begin. */
function statements(expr: Expr): readonly number[] {
  const inner = children(expr).flatMap(statements);
  return expr.kind === 'attrs' ? [...expr.bindings.map(({ start }) => start), ...inner] : inner;
}

/** The files after a refactor. */
export function refactored(files: Files, { edits, newFile, alone, isEmptied }: Refactor): Files {
  const after = new Map(files);
  for (const file of new Set(edits.map((edit) => edit.file)))
    after.set(
      file,
      applyEdits(
        files.get(file) ?? '',
        edits.filter((edit) => edit.file === file),
      ),
    );
  if (newFile !== undefined) after.set(newFile.path, newFile.text);
  if (alone !== undefined && isEmptied === true) after.delete(alone.file);
  return after;
}

function applied(files: Files, refactor: Refactor): Files | undefined {
  try {
    return refactored(files, refactor);
  } catch {
    return undefined;
  }
}

/** What is wrong with a refactor, in words; empty where nothing is. */
export async function complaintsAbout(before: WorkspaceApi, files: Files, { refactor }: Offer): Promise<string[]> {
  const texts = applied(files, refactor);
  if (texts === undefined) return ['its edits overlap'];
  const after = await testWorkspace(texts);
  try {
    const isBroken = (file: string, { texts: of }: WorkspaceApi): boolean => (of.parse(file)?.errors.length ?? 0) > 0;
    const nix = [...texts.keys()].filter((file) => file.endsWith('.nix'));
    const broken = nix.filter((file) => isBroken(file, after) && !isBroken(file, before));
    if (broken.length > 0) return broken.map((file) => `${file} is no Nix`);
    // How loud a conflict is depends on which file says what.
    const known = new Set(problemsOf(before, refactor, ['error', 'warning']));
    const wrong = problemsOf(after, refactor, ['error']).filter((error) => !known.has(error));
    return [...wrong, ...changes(valuesOf(before), valuesOf(after), refactor)];
  } finally {
    after.dispose();
  }
}

/** What a text says wrongly by itself, whatever it sets. */
const OF_TEXTS: ReadonlySet<string> = new Set([
  'syntax-error',
  'duplicate-attribute',
  'undefined-lib',
  'missing-name',
  'invalid-module',
]);

/** What moves is missed where it stood: of moves only what the text itself has wrong. */
function problemsOf(
  workspace: WorkspaceApi,
  { kind, newFile }: Refactor,
  severities: readonly Severity[],
): readonly string[] {
  const isMove = kind === 'move' || (kind === 'extract' && newFile === undefined);
  return workspace
    .snapshot()
    .findings.filter(({ severity, code }) => severities.includes(severity) && (!isMove || OF_TEXTS.has(code)))
    .map(({ code, message, option }) => `${code}: ${option ?? message}`);
}

function valuesOf(workspace: WorkspaceApi): Values {
  const said = answerOf(
    workspace.ask({}, ({ systems, entryPoint: { host, entry } }) =>
      systems.map((system) => {
        const options = explain(system).map(({ option, verdict }): [string, string] => [option, shown(verdict)]);
        const inherits = system.entry?.inheritParentConfig !== false;
        return { name: `${host ?? entry}/${system.name ?? ''}`, options, inherits };
      }),
    ),
  );
  return new Map(said.map(({ name, options, inherits }) => [name, { options: new Map(options), inherits }]));
}

function shown(verdict: Verdict): string {
  if (verdict.verdict !== 'ok') return ['unknown', 'unset'].includes(verdict.verdict) ? verdict.verdict : 'fails';
  // Where a module is written is no part of what it says.
  return 'ok' in verdict.json ? JSON.stringify(verdict.json.ok).replaceAll(/"_file":"[^"]*",/g, '') : 'unknown';
}

/** A system before, and the one that has to say the same afterwards. */
type Pair = readonly [before: string, after: string];

/** Which systems say the same as before, but for some options. */
function changes(before: Values, after: Values, refactor: Refactor): readonly string[] {
  const [, row = ''] = / specialisations? (`.*)$/.exec(refactor.title) ?? [];
  const named = [...row.matchAll(/`([^`]*)`/g)].map(([, name]) => name);
  const all = [...before.keys()].map((system): Pair => [system, system]);
  const of = ([system]: Pair): boolean => named.some((name) => system.endsWith(`/${name}`));
  const { title } = refactor;
  // Whether there is one may depend on what moves into it.
  const isThere = ([system]: Pair): boolean => after.has(system);
  if (title.startsWith('Move to specialisation')) {
    // One that inherits nothing has it in addition.
    const inherits = ([system]: Pair): boolean => before.get(system)?.inherits === true;
    return differences(all.filter(of).filter(isThere).filter(inherits), before, after);
  }
  if (title.startsWith('Set otherwise'))
    return differences(
      all.filter((pair) => !of(pair)),
      before,
      after,
    );
  if (title === 'Move to a new specialisation') {
    const added = [...after.keys()].find((system) => !before.has(system)) ?? 'none';
    return differences([[added.slice(0, added.lastIndexOf('/') + 1), added]], before, after);
  }
  // Which specialisation these are about their titles do not say.
  const changed = all.filter((pair) => differences([pair], before, after).length > 0);
  const isAddition = /^Add |^Write the name/.test(title);
  // The same one on several hosts.
  const names = new Set(changed.map(([system]) => system.slice(system.lastIndexOf('/'))));
  if (isAddition && names.size === 1 && !names.has('/')) return [];
  if (title === 'Move to the base' && changed.length < all.length) return [];
  return differences(changed, before, after);
}

/** What is joined stands in another order, where a part of it moves. */
const sorted = (json: string): string =>
  json
    .split(/[,;]|\\n|["[\]]+/)
    .filter(Boolean)
    .sort()
    .join();

function differences(pairs: readonly Pair[], before: Values, after: Values): readonly string[] {
  return pairs.flatMap(([was, is]) => {
    const [old, now] = [before.get(was)?.options, after.get(is)?.options];
    if (old === undefined || now === undefined) return [`no system ${is}`];
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((option) => {
      const [a, b] = [old.get(option) ?? 'nothing', now.get(option) ?? 'nothing'];
      return sorted(a) === sorted(b) ? [] : [`${is}: ${option} was ${a}, is ${b}`];
    });
  });
}

export const shownIn = (files: Files, { file, offset, refactor }: Offer): string =>
  `${refactor.title} at ${file}:${(files.get(file) ?? '').slice(0, offset).split('\n').length}\n${printFixture(applied(files, refactor) ?? files)}`;
