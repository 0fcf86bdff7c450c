// A test report, which most build servers show: a suite for each file with problems, and one with the systems. Errors
// and warnings are failures; remarks and hints are told, and pass.
import XmlBuilder from 'fast-xml-builder';
import type { DiagnosticReport, Report } from '../report';
import type { Format } from './format';
import { at } from './place';
import { counted, problemsOf } from './summary';

/** An element of XML: attributes begin with `@`. */
type Element = Readonly<Record<string, unknown>>;

const NAME = 'nixos-specialisations';

export const junit: Format = {
  name: 'junit',
  hasFixes: false,
  print(report, { out }) {
    const options = { ignoreAttributes: false, attributeNamePrefix: '@', format: true, suppressEmptyNode: true };
    const text: string = new XmlBuilder(options).build({
      '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
      testsuites: testSuites(report),
    });
    for (const line of text.trimEnd().split('\n')) out(line);
  },
};

function testSuites(report: Report): Element {
  const byFile = new Map<string, DiagnosticReport[]>();
  for (const problem of problemsOf(report)) byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), problem]);
  const suites = [
    ...[...byFile].map(([file, problems]) => suite(file, problems.map(problemCase))),
    suite('systems', systemCases(report)),
  ];
  const sum = (name: string): number => suites.reduce((all, one) => all + Number(one[name]), 0);
  return { '@name': NAME, '@tests': sum('@tests'), '@failures': sum('@failures'), testsuite: suites };
}

function suite(name: string, testcase: readonly Element[]): Element {
  const failures = testcase.filter((one) => 'failure' in one).length;
  return { '@name': name, '@tests': testcase.length, '@failures': failures, testcase };
}

function problemCase(problem: DiagnosticReport): Element {
  const { code, severity, message, file, range, related } = problem;
  const named = { '@name': `${code} (line ${range.start.line + 1})`, '@classname': file };
  const text = [problem, ...related].map((place) => `${at(place)}: ${place.message}`).join('\n');
  return severity === 'error' || severity === 'warning'
    ? { ...named, failure: { '@type': code, '@message': message, '#text': text } }
    : { ...named, 'system-out': text };
}

/** A system fails when errors are found in it. What several hosts share is told with the first of them. */
function systemCases(report: Report): readonly Element[] {
  return report.systems.map(({ kind, host, root }) => {
    const errors = problemsOf(report).filter(
      (one) => one.severity === 'error' && one.root === root && one.host === host,
    );
    const named = { '@name': host ?? root, '@classname': kind };
    const count = errors.length;
    return count === 0 ? named : { ...named, failure: { '@message': counted(count, 'error'), '#text': '' } };
  });
}
