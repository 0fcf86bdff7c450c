// Files that import one another in a circle are one idea in several files. The few that nature has are named here and
// in docs/ARCHITECTURE.md; there are no others.
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, textOf } from './files';
import { importsOf } from './imports';

/** By the two that the circle is about, with all its files below server/src. */
const NATURAL: Readonly<Record<string, readonly string[]>> = {
  'a function value holds a frame, a frame holds values': ['eval/frame', 'eval/values'],
  'code is compiled when it runs, what it is compiled to runs code': [
    'eval/code',
    ...['binary', 'compile', 'function', 'select', 'set', 'variable'].map((name) => `eval/compile/${name}`),
  ],
  'forcing a value calls functions, calling a function forces values': [
    ...['apply', 'compare', 'identity', 'select', 'thunk', 'unknowns'].map((name) => `eval/${name}`),
  ],
  'merging a submodule evaluates modules, evaluating modules merges': [
    ...['absent-option', 'arguments', 'config-view', 'evaluation', 'evaluation-input', 'options-view'].map(
      (name) => `modules/${name}`,
    ),
    ...['own-packages', 'question', 'shape'].map((name) => `modules/${name}`),
    ...[
      'classes',
      'collections',
      'definitions',
      'lists',
      'loose',
      'merged-value',
      'outcome',
      'scalars',
      'submodule',
    ].map((name) => `modules/merge/${name}`),
    ...['option-node', 'option-tree', 'option-walk'].map((name) => `modules/${name}`),
  ],
};

const files = filesIn('client/src', 'server/src').filter((file) => file.endsWith('.ts'));

function graph(all: readonly string[], read: (file: string) => string): ReadonlyMap<string, readonly string[]> {
  const known = new Set(all);
  return new Map(
    all.map((file) => [
      file,
      importsOf(read(file)).flatMap((specifier) => {
        if (!specifier.startsWith('.')) return [];
        const path = posix.join(posix.dirname(file), specifier);
        return [`${path}.ts`, `${path}/index.ts`].filter((candidate) => known.has(candidate));
      }),
    ]),
  );
}

/** The groups of files that reach one another, each sorted. */
function circlesIn(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const reach = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const pending = [...(edges.get(from) ?? [])];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      pending.push(...(edges.get(at) ?? []));
    }
    return seen;
  };
  const reached = new Map([...edges.keys()].map((file) => [file, reach(file)]));
  const groups = [...reached].flatMap(([file, seen]) =>
    seen.has(file) ? [[...seen].filter((other) => reached.get(other)?.has(file)).sort()] : [],
  );
  return [...new Map(groups.map((group) => [group.join(), group])).values()];
}

describe('circles of imports', () => {
  const found = circlesIn(graph(files, textOf));

  it.each(Object.entries(NATURAL))('%s', (_, names) => {
    expect(found).toContainEqual(names.map((name) => `server/src/${name}.ts`).sort());
  });

  it('there are no others', () => {
    const natural = Object.values(NATURAL).map((names) =>
      names
        .map((name) => `server/src/${name}.ts`)
        .sort()
        .join(),
    );
    expect(found.filter((group) => !natural.includes(group.join()))).toEqual([]);
  });

  it('are found where they are, and not where imports only meet', () => {
    const texts: Readonly<Record<string, string>> = {
      'a.ts': "import './b';",
      'b.ts': "import type { C } from './c';",
      'c.ts': "import { a } from './a';",
      'd.ts': "import './a';",
    };
    expect(circlesIn(graph(Object.keys(texts), (file) => texts[file] ?? ''))).toEqual([['a.ts', 'b.ts', 'c.ts']]);
  });
});
