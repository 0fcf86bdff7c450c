// The report as it is.
import type { Format } from './format';

export const json: Format = {
  name: 'json',
  hasFixes: true,
  isRelativeToTarget: true,
  print: (report, { json }) => json(JSON.stringify(report, null, 2)),
};
