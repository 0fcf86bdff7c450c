// Reads annotated fixtures: Nix lines, each followed by comment lines whose carets point at it.
//
//   a = lib.mkForce 1;
//   #       ^^^^^^^ support.function.priority      the token has this scope, or a more specific one
//   #   ^^^ variable.other !support                ! asserts absence; several scopes stand on one line
// A range that starts in column 0, where the comment sign is, is written `#<^^`: the `<` and each caret are one column.
import type { Token } from './tokeniser';

export interface Assertion {
  /** Index of the line pointed at, in `Fixture.lines`. */
  readonly line: number;
  /** Half-open columns. */
  readonly start: number;
  readonly end: number;
  readonly scope: string;
  readonly absent: boolean;
  /** 1-based line of the assertion in the fixture file. */
  readonly at: number;
}

export interface Fixture {
  readonly lines: readonly string[];
  readonly assertions: readonly Assertion[];
}

const ANNOTATION = /^#( *)(<?\^*)((?: +!?[a-z][a-z.-]*)+)$/;

/** Splits a fixture file into the Nix lines to tokenise and what is asserted about them. */
export function readFixture(text: string): Fixture {
  const lines: string[] = [];
  const assertions: Assertion[] = [];
  for (const [index, line] of text.trimEnd().split('\n').entries()) {
    const match = ANNOTATION.exec(line);
    const [, indent = '', marks = '', scopes = ''] = match ?? [];
    if (marks === '') {
      lines.push(line);
      continue;
    }
    const start = marks.startsWith('<') ? 0 : 1 + indent.length;
    for (const scope of scopes.trim().split(/ +/)) {
      const absent = scope.startsWith('!');
      const name = absent ? scope.slice(1) : scope;
      assertions.push({ line: lines.length - 1, start, end: start + marks.length, scope: name, absent, at: index + 1 });
    }
  }
  return { lines, assertions };
}

/** One line of text per assertion that does not hold. */
export function failures(fixture: Fixture, tokens: readonly (readonly Token[])[]): string[] {
  return fixture.assertions.flatMap((assertion) => {
    const line = fixture.lines[assertion.line] ?? '';
    const wrong = columns(assertion).find((column) => {
      const token = tokens[assertion.line]?.find((each) => each.start <= column && column < each.end);
      return (
        column >= line.length || token === undefined || hasScope(token.scopes, assertion.scope) === assertion.absent
      );
    });
    if (wrong === undefined) return [];
    const found =
      tokens[assertion.line]?.find((each) => each.start <= wrong && wrong < each.end)?.scopes.join(' ') ?? 'nothing';
    const wanted = `${assertion.absent ? '!' : ''}${assertion.scope}`;
    return [
      `line ${assertion.at}: '${line.slice(assertion.start, assertion.end)}' wants ${wanted}, column ${wrong} has ${found}`,
    ];
  });
}

function columns({ start, end }: Assertion): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}

function hasScope(scopes: readonly string[], wanted: string): boolean {
  return scopes.some((scope) => scope === wanted || scope.startsWith(`${wanted}.`));
}
