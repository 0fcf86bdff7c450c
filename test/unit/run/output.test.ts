// What programs print → what went wrong.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NixProblem } from '../../../server/src/protocol/nix-report';
import { OutputReader, reportOn } from '../../../server/src/run/output/reader';
import { ERROR_TEXTS } from './error-texts';

const indented = (text: string) => text.replaceAll('\n', '\n       ').replace(/^ +$/gm, '');

/** The ways in which releases of Nix print what is thrown. */
const PRINTED: Readonly<Record<string, (text: string) => string>> = {
  'before 2.4': (text) => `error: ${text}\n(use '--show-trace' to show detailed location information)\n`,
  'since 2.4': (text) =>
    `building Nix...\nerror: ${indented(text)}\n(use '--show-trace' to show detailed location information)\n`,
  'since 2.4, with a trace': (text) =>
    `error: ${indented(text)}\n\n       … while evaluating the option \`system.build.toplevel':\n\n       at /nix/store/0c0a8zfc9hd3vhpyqpv2c0fzh1y8bzqy-source/lib/modules.nix:1:2:\n\n            1| x\n             | ^\n`,
  'since 2.14': (text) =>
    `warning: Git tree '/home/me/config' is dirty\nerror:\n       … while calling the 'head' builtin\n         at /nix/store/0c0a8zfc9hd3vhpyqpv2c0fzh1y8bzqy-source/lib/attrsets.nix:1575:11:\n         1574|         || pred here\n             |           ^\n         1576|\n\n       (stack trace truncated; use '--show-trace' to show the full, detailed trace)\n\n       error: ${indented(text)}\nCommand 'nix build' returned non-zero exit status 1.\n`,
  'since 2.14, coloured, on a terminal with a progress display': (text) =>
    `[0/1 built] evaluating\r\u001b[K\u001b[31;1merror:\u001b[0m\r\n       \u001b[34;1m… while evaluating\u001b[0m\r\n\r\n       \u001b[31;1merror:\u001b[0m ${indented(text).replaceAll('\n', '\r\n')}\u001b[0m\r\n`,
  'as JSON': (text) =>
    `@nix {"action":"start","id":1,"level":5}\n@nix ${JSON.stringify({ action: 'msg', level: 0, msg: `\u001b[31;1merror:\u001b[0m ${indented(text)}` })}\n`,
};

describe.each(ERROR_TEXTS)('$name', ({ text, means }) => {
  it.each(Object.entries(PRINTED))('printed %s', (_, print) => {
    const { problems } = reportOn(print(text));
    expect(problems).toMatchObject([means]);
  });
});

const first = (output: string): NixProblem => {
  const [problem] = reportOn(output).problems;
  if (problem === undefined) throw new Error('nothing was found');
  return problem;
};

describe('places', () => {
  it('the one that follows the message, then where it came from, the nearest first', () => {
    expect(
      first(
        "error:\n       … while evaluating the attribute 'x'\n         at /a.nix:1:2:\n            1| x\n       … while calling\n         at /b.nix:3:4:\n\n       error: undefined variable 'y'\n       at /c.nix:5:6:\n            5| y\n             | ^\n",
      ),
    ).toMatchObject({
      kind: 'undefined-variable',
      message: "undefined variable 'y'",
      place: { file: '/c.nix', line: 5, column: 6 },
      trace: [
        { file: '/b.nix', line: 3, column: 4 },
        { file: '/a.nix', line: 1, column: 2 },
      ],
    });
  });

  it('before 2.14 where it came from follows, the nearest first', () => {
    expect(
      first(
        "error: attribute 'y' missing\n\n       at /c.nix:5:6:\n\n            5| y\n             | ^\n\n       … while calling\n\n       at /b.nix:3:4:\n\n            3| z\n",
      ),
    ).toMatchObject({
      place: { file: '/c.nix', line: 5, column: 6 },
      trace: [{ file: '/b.nix', line: 3, column: 4 }],
      message: "attribute 'y' missing",
    });
  });
});

describe('which error counts', () => {
  it('the last one', () => {
    expect(first("error: undefined variable 'a'\nerror: undefined variable 'b'\n").message).toBe(
      "undefined variable 'b'",
    );
  });

  it('every build that failed, and not what failed because of them', () => {
    const { problems } = reportOn(
      "error: builder for '/nix/store/a.drv' failed with exit code 1\nerror: builder for '/nix/store/b.drv' failed with exit code 1\nerror: 2 dependencies of derivation '/nix/store/system.drv' failed to build\nerror: 1 dependencies of derivation '/nix/store/top.drv' failed to build\n",
    );
    expect(problems.map(({ message }) => message)).toEqual([
      "builder for '/nix/store/a.drv' failed with exit code 1",
      "builder for '/nix/store/b.drv' failed with exit code 1",
    ]);
  });

  it('the same since 2.31', () => {
    const { problems } = reportOn(
      "error: Cannot build '/nix/store/a.drv'.\n       Reason: builder failed with exit code 1.\nerror: Cannot build '/nix/store/top.drv'.\n       Reason: 1 dependency failed.\n",
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain('/nix/store/a.drv');
  });

  it('what a builder prints about errors of its own is none of Nix', () => {
    const { problems } = reportOn(
      "error: expected ';'\nhello> error: linking failed\nerror: builder for '/nix/store/a.drv' failed with exit code 1\n       > error: expected ';'\n",
    );
    expect(problems).toMatchObject([{ kind: 'builder' }]);
  });

  it('all assertions, each by itself', () => {
    const { problems } = reportOn(
      "error:\n       Failed assertions:\n       - One.\n       - Two,\n       on two lines.\n       - The option definition `a.b' in `/a.nix' no longer has any effect; please remove it.\n",
    );
    expect(problems.map(({ kind, message }) => [kind, message])).toEqual([
      ['assertion', 'One.'],
      ['assertion', 'Two,\non two lines.'],
      ['removed-option', "The option definition `a.b' in `/a.nix' no longer has any effect; please remove it."],
    ]);
  });

  it('none where nothing failed', () => {
    expect(reportOn('building the system configuration...\nwarning: an error: none\n').problems).toEqual([]);
  });
});

describe('activation', () => {
  it('units that failed', () => {
    const { units } = reportOn(
      'activating the configuration...\nwarning: the following units failed: nginx.service, acme-example.org.service\n',
    );
    expect(units).toEqual(['nginx.service', 'acme-example.org.service']);
  });

  it('switch inhibitors and the checks that failed', () => {
    expect(
      reportOn(
        "Checking switch inhibitors...\nThere are changes to critical components of the system:\n\ndbus-implementation : dbus -> broker\nsystemd : 257 -> 258\n\nSwitching into this system is not recommended.\nPre-switch check 'switchInhibitors' failed\nPre-switch check 'disk space' failed\nPre-switch checks failed\n",
      ),
    ).toMatchObject({
      inhibitors: [
        { name: 'dbus-implementation', before: 'dbus', after: 'broker' },
        { name: 'systemd', before: '257', after: '258' },
      ],
      checks: ['switchInhibitors', 'disk space'],
    });
  });

  it('the exit status that nixos-rebuild reports', () => {
    expect(
      reportOn(
        "Command 'systemd-run -E LOCALE_ARCHIVE --unit=nixos-rebuild-switch-to-configuration /nix/store/a/bin/switch-to-configuration switch' returned non-zero exit status 4.\n",
      ).status,
    ).toBe(4);
  });
});

const OUTPUT = Object.values(PRINTED)
  .map((print, index) => print(ERROR_TEXTS[index]?.text ?? ''))
  .join('é\u001b]0;title\u0007🦊\n');

it('chunks may be cut anywhere', () => {
  const whole = reportOn(OUTPUT);
  const bytes = new TextEncoder().encode(OUTPUT);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (cuts) => {
      const reader = new OutputReader();
      const at = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
      for (const [index, from] of at.entries()) reader.push(bytes.subarray(from, at[index + 1]));
      expect(reader.end()).toEqual(whole);
    }),
    { numRuns: 300 },
  );
});

describe('hostile output', () => {
  const CONFLICT =
    "\nerror: The option `a.b' has conflicting definition values:\n       - In `/a.nix': 1\n       - In `/b.nix': 2\n";

  it.each([
    ['a sequence that never ends', '\u001b['],
    ['a title that never ends', '\u001b]0;'],
    ['an endless line', 'x'.repeat(5_000_000)],
    ['megabytes of lines', 'building…\n'.repeat(300_000)],
    ['megabytes of errors', 'error: no\n'.repeat(200_000)],
    ['an error with megabytes to say', `error: The option\n${'       x\n'.repeat(200_000)}`],
    ['megabytes of places', `error:\n${'       … while\n         at /a.nix:1:1:\n'.repeat(100_000)}`],
    [
      'endless definitions',
      `error: The option \`a' has conflicting definition values:\n${"       - In `/a.nix': 1\n".repeat(200_000)}`,
    ],
    ['what is no UTF-8', '\ufffd\ufffd'],
    ['all control characters', String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code))],
    ['JSON that is none', '@nix {"action":"msg","msg":'],
    ['JSON that says nothing', '@nix [1]\n@nix null\n@nix {"action":"msg","msg":4}'],
    ['quotes without end', `error: The option \`${'a.'.repeat(50_000)}`],
  ])('%s: what follows is read, and little is kept', (_, junk) => {
    const report = reportOn(junk + CONFLICT);
    expect(report.problems).toMatchObject([{ kind: 'conflict', option: ['a', 'b'] }]);
    expect(JSON.stringify(report).length).toBeLessThan(50_000);
  });

  it('random bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const reader = new OutputReader();
        reader.push(bytes);
        reader.end();
      }),
    );
  });

  it('an option path in which nothing fits is none', () => {
    expect(first("error: The option `a..b' does not exist. Definition values:").option).toBeUndefined();
  });
});
