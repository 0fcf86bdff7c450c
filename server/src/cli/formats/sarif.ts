// SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as GitHub's code scanning takes it.
import { pathToFileURL } from 'node:url';
import type { Log, PhysicalLocation, Region, ReportingDescriptor, Result, Run } from 'sarif';
import { renderPage } from '../../rules/docs/render-page';
import type { Severity } from '../../rules/engine/finding';
import type { Rule } from '../../rules/engine/rule';
import { RULES } from '../../rules/index';
import type { Range } from '../../service/positions';
import type { DiagnosticReport, PlaceJson, Report } from '../report';
import type { Format } from './format';
import { problemsOf } from './summary';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** What GitHub takes of one run, and of one result. The loudest come first where there are more. */
const MOST_RESULTS = 25_000;
const MOST_LOCATIONS = 1_000;

/** Paths are relative to it: the folder that a build server checked out. */
const ROOT = '%SRCROOT%';

const LEVELS = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;
const LOUDEST_FIRST: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export const sarif: Format = {
  name: 'sarif',
  hasFixes: true,
  print(report, { json }, { version }) {
    const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [runOf(report, version)] };
    json(JSON.stringify(log));
  },
};

function runOf(report: Report, version: string): Run {
  const problems = problemsOf(report);
  const shown =
    problems.length <= MOST_RESULTS
      ? problems
      : LOUDEST_FIRST.flatMap((severity) => problems.filter((one) => one.severity === severity)).slice(0, MOST_RESULTS);
  const codes = RULES.map(({ code }) => code);
  return {
    tool: { driver: { name: 'nixos-specialisations', version, rules: RULES.map(descriptorOf) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The folder that was checked.' } } },
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: report.notes.map(({ code, message, file }) => ({
          descriptor: { id: code },
          level: 'note',
          message: { text: message },
          ...(file !== null && { locations: [{ physicalLocation: { artifactLocation: artifact(file) } }] }),
        })),
      },
    ],
    results: shown.map((problem) => resultOf(problem, codes.indexOf(problem.code))),
  };
}

function descriptorOf(rule: Rule): ReportingDescriptor {
  const { code, page } = rule;
  const [loudest = 'warning'] = page.severities;
  return {
    id: code,
    name: code.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: page.summary },
    fullDescription: { text: page.explanation[0] ?? page.summary },
    help: { text: page.explanation.join('\n\n'), markdown: renderPage(rule) },
    defaultConfiguration: { level: LEVELS[loudest] },
  };
}

function resultOf(problem: DiagnosticReport, ruleIndex: number): Result {
  const { code, severity, message, related, fixes, fingerprint, host, specialisation, option } = problem;
  const known = Object.entries({ host, specialisation, option }).filter(([, value]) => value !== null);
  return {
    ruleId: code,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: physical(problem) }],
    relatedLocations: related.slice(0, MOST_LOCATIONS).map((place, id) => ({
      id,
      physicalLocation: physical(place),
      message: { text: place.message },
    })),
    partialFingerprints: { 'problem/v1': fingerprint },
    ...(fixes.length > 0 && { fixes: fixes.map(fixOf) }),
    ...(known.length > 0 && { properties: Object.fromEntries(known) }),
  };
}

/** Edits by file, as SARIF has them. */
function fixOf({ title, edits }: DiagnosticReport['fixes'][number]): NonNullable<Result['fixes']>[number] {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(file),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ range, newText }) => ({ deletedRegion: region(range), insertedContent: { text: newText } })),
    })),
  };
}

const physical = ({ file, range }: PlaceJson): PhysicalLocation => ({
  artifactLocation: artifact(file),
  region: region(range),
});

function artifact(file: string): NonNullable<PhysicalLocation['artifactLocation']> {
  if (/^(?:[A-Za-z]:)?\//.test(file)) return { uri: pathToFileURL(file).href };
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}

/** Counted from 1; the end is the character behind. */
const region = ({ start, end }: Range): Region => ({
  startLine: start.line + 1,
  startColumn: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
});
