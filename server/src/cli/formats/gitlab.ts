// A code quality report, which GitLab shows in merge requests (https://docs.gitlab.com/ci/testing/code_quality/).
import type { Severity } from '../../rules/engine/finding';
import type { Format } from './format';
import { problemsOf } from './summary';

const SEVERITIES: Readonly<Record<Severity, 'info' | 'minor' | 'major' | 'critical'>> = {
  error: 'critical',
  warning: 'major',
  information: 'minor',
  hint: 'info',
};

export const gitlab: Format = {
  name: 'gitlab',
  hasFixes: false,
  print(report, { json }) {
    const problems = problemsOf(report).map(({ code, severity, message, fingerprint, file, range }) => ({
      description: message,
      check_name: code,
      fingerprint,
      severity: SEVERITIES[severity],
      location: { path: file, lines: { begin: range.start.line + 1, end: range.end.line + 1 } },
    }));
    json(JSON.stringify(problems, null, 2));
  },
};
