// How `check` prints what it found: a golden text for each format.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../server/src/cli/formats';
import { outputTo } from '../../../server/src/cli/output';
import type { DiagnosticReport, Report } from '../../../server/src/cli/report';

const TEXT = '{\n\tservices.openssh.enable = lib.mkIf on\n    true; # "日本語", <&>\n}\r\nx\n';
const range = (line: number, from: number, endLine: number, to: number): DiagnosticReport['range'] => ({
  start: { line, character: from },
  end: { line: endLine, character: to },
});

const PROBLEM: DiagnosticReport = {
  code: 'option-conflict',
  severity: 'error',
  fingerprint: 'f'.repeat(32),
  file: 'hosts/a b.nix',
  range: range(1, 1, 2, 8),
  message: 'It is "off", 100 % <sure>\n::error::',
  root: 'flake.nix',
  host: 'desk',
  specialisation: 'travel',
  option: 'services.openssh.enable',
  related: [{ file: 'hosts/a b.nix', range: range(2, 11, 2, 16), message: 'here, too' }],
  fixes: [
    {
      title: 'Force it',
      kind: 'mkForce',
      preferred: true,
      edits: [{ file: 'hosts/a b.nix', range: range(2, 4, 2, 4), newText: 'lib.mkForce ' }],
    },
  ],
};

const REPORT: Report = {
  version: 1,
  systems: [{ kind: 'nixos', host: 'desk', root: 'flake.nix', specialisations: [] }],
  diagnostics: [
    PROBLEM,
    { ...PROBLEM, otherSide: true, severity: 'hint' },
    {
      ...PROBLEM,
      code: 'unknown-option',
      severity: 'hint',
      file: '/elsewhere/b.nix',
      range: range(3, 0, 3, 0),
      host: null,
      option: null,
      related: [],
      fixes: [],
    },
  ],
  notes: [{ code: 'unread', message: 'passed over: it is a binary file', file: 'c.nix' }],
};

function print(name: string, report: Report, isColoured = false): string {
  const texts: string[] = [];
  const output = outputTo((_stream, text) => texts.push(text));
  const read = (file: string): string | undefined => (file.endsWith('b.nix') ? TEXT : undefined);
  FORMATS.find((one) => one.name === name)?.print(report, output, { read, isColoured, version: '1.2.3' });
  return texts.join('');
}

describe('formats', () => {
  it('text shows the lines, and what is said of them', () => {
    expect(print('text', REPORT)).toMatchInlineSnapshot(`
      "error[option-conflict]: It is "off", 100 % <sure>\\n::error::
       --> hosts/a b.nix:2:2
        |
      2 |     services.openssh.enable = lib.mkIf on
        |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      3 |     true; # "日本語", <&>
        |     ^^^^
       --> hosts/a b.nix:3:12
        |
      3 |     true; # "日本語", <&>
        |            -------- here, too
        = fix: Force it

      hint[unknown-option]: It is "off", 100 % <sure>\\n::error::
       --> /elsewhere/b.nix:4:1
        |
      4 | }
        | ^

      1 error, 1 hint in 1 system, as far as they could be read
      "
    `);
  });

  it('text in colours is the same text', () => {
    const coloured = print('text', REPORT, true);
    expect(coloured).toContain('\u001b[1m\u001b[31merror[option-conflict]');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(print('text', REPORT));
  });

  it('concise is one line for each problem', () => {
    expect(print('concise', REPORT)).toMatchInlineSnapshot(`
      "hosts/a b.nix:2:2: error: It is "off", 100 % <sure>\\n::error:: [option-conflict]
          hosts/a b.nix:3:12: here, too
      /elsewhere/b.nix:4:1: hint: It is "off", 100 % <sure>\\n::error:: [unknown-option]
      1 error, 1 hint in 1 system, as far as they could be read
      "
    `);
  });

  it('github is workflow commands, one for each problem', () => {
    expect(print('github', REPORT)).toMatchInlineSnapshot(`
      "::error file=hosts/a b.nix,line=2,endLine=3,title=option-conflict::It is "off", 100 %25 <sure>%0A::error::%0Ahosts/a b.nix:3:12: here, too
      ::notice file=/elsewhere/b.nix,line=4,endLine=4,col=1,endColumn=1,title=unknown-option::It is "off", 100 %25 <sure>%0A::error::
      1 error, 1 hint in 1 system, as far as they could be read
      "
    `);
  });

  it('gitlab is a code quality report', () => {
    expect(JSON.parse(print('gitlab', REPORT))[0]).toMatchInlineSnapshot(`
      {
        "check_name": "option-conflict",
        "description": "It is "off", 100 % <sure>
      ::error::",
        "fingerprint": "ffffffffffffffffffffffffffffffff",
        "location": {
          "lines": {
            "begin": 2,
            "end": 3,
          },
          "path": "hosts/a b.nix",
        },
        "severity": "critical",
      }
    `);
  });

  it('junit is a test report', () => {
    expect(print('junit', REPORT)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="nixos-specialisations" tests="3" failures="2">
        <testsuite name="hosts/a b.nix" tests="1" failures="1">
          <testcase name="option-conflict (line 2)" classname="hosts/a b.nix">
            <failure type="option-conflict" message="It is &quot;off&quot;, 100 % &lt;sure&gt;
      \\u{3a}:error::">hosts/a b.nix:2:2: It is &quot;off&quot;, 100 % &lt;sure&gt;
      \\u{3a}:error::
      hosts/a b.nix:3:12: here, too</failure>
          </testcase>
        </testsuite>
        <testsuite name="/elsewhere/b.nix" tests="1" failures="0">
          <testcase name="unknown-option (line 4)" classname="/elsewhere/b.nix">
            <system-out>/elsewhere/b.nix:4:1: It is &quot;off&quot;, 100 % &lt;sure&gt;
      \\u{3a}:error::</system-out>
          </testcase>
        </testsuite>
        <testsuite name="systems" tests="1" failures="1">
          <testcase name="desk" classname="nixos">
            <failure message="1 error"/>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('json is the report', () => {
    expect(JSON.parse(print('json', REPORT))).toEqual(REPORT);
  });
});

describe('sarif', () => {
  const schema = createRequire(import.meta.url).resolve('schemastore/schemas/json/sarif-2.1.0.json');
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const isValid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

  it('is what the official schema says, with rules, places and fixes', () => {
    const log = JSON.parse(print('sarif', REPORT));
    expect(isValid(log), ajv.errorsText(isValid.errors)).toBe(true);
    const [run] = log.runs;
    expect(run.results).toHaveLength(2);
    const [result] = run.results;
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe('option-conflict');
    expect(result).toMatchInlineSnapshot(`
      {
        "fixes": [
          {
            "artifactChanges": [
              {
                "artifactLocation": {
                  "uri": "hosts/a%20b.nix",
                  "uriBaseId": "%SRCROOT%",
                },
                "replacements": [
                  {
                    "deletedRegion": {
                      "endColumn": 5,
                      "endLine": 3,
                      "startColumn": 5,
                      "startLine": 3,
                    },
                    "insertedContent": {
                      "text": "lib.mkForce ",
                    },
                  },
                ],
              },
            ],
            "description": {
              "text": "Force it",
            },
          },
        ],
        "level": "error",
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "hosts/a%20b.nix",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "endColumn": 9,
                "endLine": 3,
                "startColumn": 2,
                "startLine": 2,
              },
            },
          },
        ],
        "message": {
          "text": "It is "off", 100 % <sure>
      ::error::",
        },
        "partialFingerprints": {
          "problem/v1": "ffffffffffffffffffffffffffffffff",
        },
        "properties": {
          "host": "desk",
          "option": "services.openssh.enable",
          "specialisation": "travel",
        },
        "relatedLocations": [
          {
            "id": 0,
            "message": {
              "text": "here, too",
            },
            "physicalLocation": {
              "artifactLocation": {
                "uri": "hosts/a%20b.nix",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "endColumn": 17,
                "endLine": 3,
                "startColumn": 12,
                "startLine": 3,
              },
            },
          },
        ],
        "ruleId": "option-conflict",
        "ruleIndex": 0,
      }
    `);
    expect(run.results[1].locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'file:///elsewhere/b.nix' });
    expect(run.invocations[0].toolExecutionNotifications).toHaveLength(1);
  });

  it('of nothing is valid, too', () => {
    const log = JSON.parse(print('sarif', { ...REPORT, diagnostics: [], notes: [] }));
    expect(isValid(log), ajv.errorsText(isValid.errors)).toBe(true);
  });

  it('keeps to what GitHub takes, the loudest first', () => {
    const hint: DiagnosticReport = { ...PROBLEM, severity: 'hint', fixes: [], related: [] };
    const related = Array.from({ length: 1200 }, () => PROBLEM.related[0] ?? { ...PROBLEM, message: '' });
    const diagnostics = [...Array.from({ length: 25_100 }, () => hint), { ...PROBLEM, related }];
    const { results } = JSON.parse(print('sarif', { ...REPORT, diagnostics })).runs[0];
    expect([results.length, results[0].level, results[0].relatedLocations.length]).toEqual([25_000, 'error', 1000]);
  });
});
