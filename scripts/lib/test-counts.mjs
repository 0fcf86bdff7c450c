// Reads how many tests passed out of a report of Vitest.

/**
 * @param {object} report what `--reporter=json` wrote
 * @param {{ exit: number, leftOutIsFailure: boolean }} run the exit code, and whether a test that
 * was left out counts as failed
 */
export function countVitest(report, { exit, leftOutIsFailure }) {
  // A file that throws while it is loaded has no tests, yet it failed.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  const leftOut = report.numPendingTests + report.numTodoTests;
  if (leftOut > 0) console.log(`${leftOut} left out`);
  const failed = report.numFailedTests + brokenFiles.length + (leftOutIsFailure ? leftOut : 0);
  // An error outside any test shows only in the exit code.
  return { passed: report.numPassedTests, failed: exit !== 0 && failed === 0 ? 1 : failed };
}
