// Files: read through the interpreter's loader, never directly.

import { spendText } from '../budget';
import type { Interpreter } from '../interpreter';
import { expectAttrs, expectString, type Row } from '../primop';
import type { Site } from '../site';
import { isTrue } from '../truth';
import { NULL, type Slot, string, unknown, type Value } from '../values';
import { FileQuestions } from './file-questions';
import { expectAlgorithm } from './hashes';
import { importRows } from './import-files';
import { binary, unary } from './row';
import { findFile } from './search-path';

/** The file functions of one interpreter; `globals` are the names every file sees. */
export function fileRows(interpreter: Interpreter, globals: () => ReadonlyMap<string, Slot>): readonly Row[] {
  const questions = new FileQuestions(interpreter.loader, interpreter.pure === undefined);
  return [...importRows(interpreter, questions, globals), ...readRows(questions), ...hashRows(questions)];
}

function readRows(questions: FileQuestions): readonly Row[] {
  const whether = (value: Value | undefined): boolean | undefined => value && isTrue(value);
  return [
    binary('unsafeGetAttrPos', (name, set, site) =>
      expectString(name, site, ({ text }) =>
        expectAttrs(set, site, (value) => {
          const entry = value.entries.get(text);
          return entry === undefined ? (value.open ?? NULL) : questions.position(entry.origin, site);
        }),
      ),
    ),
    binary('findFile', (searchPath, name, site) =>
      findFile(searchPath, name, (path) => whether(questions.exists(path)), site),
    ),
    unary('readFile', (path, site) => questions.text(path, site, (text) => spendText(text.length) ?? string(text))),
    unary('readDir', (path, site) => questions.reading(path, site, (folder) => questions.folder(folder, site))),
    unary('readFileType', (path, site) => questions.reading(path, site, (file) => questions.kind(file))),
    unary('pathExists', (path, site) => questions.presence(path, site)),
  ];
}

function hashRows(questions: FileQuestions): readonly Row[] {
  const withHash = (algorithm: Slot, site: Site, then: (hash: (text: string) => Value) => Value): Value =>
    expectString(algorithm, site, ({ text }) => expectAlgorithm(text, site, then));
  return [
    binary('hashFile', (algorithm, path, site) =>
      withHash(algorithm, site, (hash) =>
        questions.text(path, site, (text) =>
          text.includes('\ufffd') ? unknown('import', 'a file that is not text', site) : hash(text),
        ),
      ),
    ),
    binary('hashString', (algorithm, text, site) =>
      withHash(algorithm, site, (hash) => expectString(text, site, (value) => hash(value.text))),
    ),
  ];
}
