// Refactors, wherever they are offered in labelled configurations and in the examples: the text stays Nix, and what is
// not about the refactor keeps its value. REFACTOR_PROJECTS=FOLDER:FOLDER looks at some of real projects instead.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Files } from '../../support/fixture';
import { complaintsAbout, type Offer, offersIn, shownIn } from '../../support/refactor-check';
import { testWorkspace } from '../../support/workspace';

const ROOT = join(import.meta.dirname, '../../..');
/** One of so many is looked at: all of them take minutes. */
const EACH = 14;
const EACH_OF_OWN = 3;
/** As many of one kind as are tried in a project. */
const MOST = process.env.REFACTOR_PROJECTS === undefined ? 2 : 4;

const read = (folder: string): Files =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.nix$|^flake\.lock$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`/${relative(folder, path)}`, readFileSync(path, 'utf8')]),
  );

interface Labelled {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Specialisations that are files of their own; of labelled configurations with such every third is looked at. */
const OWN_FILES = /configuration(\.imports)? = (import )?\(?[[{]?.{0,14}\.\.?\//;

function labelled(): readonly (readonly [string, Files])[] {
  const lines = readFileSync(join(ROOT, 'test/vectors/dev.jsonl'), 'utf8').trim().split('\n');
  return (
    lines
      .filter((line, i) => i % (OWN_FILES.test(line) ? EACH_OF_OWN : EACH) === 0)
      .map((line): Labelled => JSON.parse(line))
      // In a specialisation these say something else than in the base.
      .filter(({ files }) => !/isSpecialisation|config\.specialisation/.test(JSON.stringify(files)))
      .map(({ id, files }) => [id, new Map(Object.entries(files).map(([name, text]) => [`/${name}`, text]))])
  );
}

const folders = process.env.REFACTOR_PROJECTS?.split(':');
const projects =
  folders === undefined
    ? [['examples', read(join(ROOT, 'examples'))] as const, ...labelled()]
    : folders.map((folder) => [folder, read(folder)] as const);

describe('no refactor breaks anything', () =>
  it.each(projects)('%s', { timeout: 3_600_000 }, async (_name, files) => {
    const workspace = await testWorkspace(files);
    const tried = new Map<string, number>();
    const isNew = ({ refactor: { title } }: Offer): boolean => {
      const kind = title.replace(/`[^`]*`/g, '');
      const count = (tried.get(kind) ?? 0) + 1;
      tried.set(kind, count);
      return count <= MOST;
    };
    for (const file of files.keys())
      for (const offer of file.endsWith('.nix') ? offersIn(workspace, file).filter(isNew) : [])
        expect.soft(await complaintsAbout(workspace, files, offer), shownIn(files, offer)).toEqual([]);
    workspace.dispose();
  }));
