// Expected findings, written under the line they belong to: `#   ^^^^ error(option-conflict): part of the message`.
// The carets stand under the range; where it begins in one of the first columns, `#<^^` starts it at column 0. `|`
// before the message joins several words to look for.
import { LineIndex } from '../../server/src/base/line-index';
import type { Finding } from '../../server/src/rules/engine/finding';
import { worded } from '../../server/src/rules/engine/wording';
import type { Files } from './fixture';

const ANNOTATION =
  /^\s*#(?<before>[ <]*)(?<carets>\^+) (?<severity>error|warning|information|hint)\((?<code>[a-z-]+)\)(?:: (?<text>.*))?$/;

export interface Expected {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly severity: string;
  readonly code: string;
  readonly texts: readonly string[];
}

export function expectedIn(files: Files): readonly Expected[] {
  const expected: Expected[] = [];
  for (const [file, text] of files) {
    let target = -1;
    for (const [index, line] of text.split('\n').entries()) {
      const { before, carets, severity, code, text: message } = ANNOTATION.exec(line)?.groups ?? {};
      if (before === undefined || carets === undefined || severity === undefined || code === undefined) {
        target = index;
        continue;
      }
      const start = before.startsWith('<') ? 0 : line.indexOf('^');
      expected.push({
        file,
        line: target,
        start,
        end: line.lastIndexOf('^') + 1,
        severity,
        code,
        texts: (message ?? '').split(' | ').filter((part) => part !== ''),
      });
    }
  }
  return expected;
}

/** One line for each difference between what was expected and what was found; empty when all is as expected. */
export function differences(files: Files, findings: readonly Omit<Finding, 'fixes'>[]): readonly string[] {
  const found = findings.map((finding) => describe(finding, files));
  const expected = expectedIn(files);
  const missing = expected.filter((want) => !found.some((got) => matches(want, got)));
  const surplus = found.filter((got) => !expected.some((want) => matches(want, got)));
  return [
    ...missing.map((want) => `missing: ${show(want)}${want.texts.join(' | ')}`),
    ...surplus.map((got) => `unexpected: ${show(got)}${got.message}`),
  ];
}

interface Found extends Omit<Expected, 'texts'> {
  readonly message: string;
}

function describe(finding: Omit<Finding, 'fixes'>, files: Files): Found {
  const index = new LineIndex(files.get(finding.file) ?? '');
  const start = index.position(finding.start);
  const end = index.position(finding.end);
  return {
    file: finding.file,
    line: start.line,
    start: start.character,
    end: end.character,
    severity: finding.severity,
    code: finding.code,
    message: worded(finding, (place) => new LineIndex(files.get(place.file) ?? '').position(place.start).line + 1),
  };
}

function matches(want: Expected, got: Found): boolean {
  return (
    want.file === got.file &&
    want.line === got.line &&
    want.start === got.start &&
    want.end === got.end &&
    want.severity === got.severity &&
    want.code === got.code &&
    want.texts.every((text) => got.message.includes(text))
  );
}

function show(at: Omit<Expected, 'texts'>): string {
  return `${at.file}:${at.line + 1}:${at.start}-${at.end} ${at.severity}(${at.code}): `;
}
