// The program that the terminal of a run starts: it runs the command, shows all it prints at once, and leaves a report
// of what went wrong for the extension.
//   follow REPORT COMMAND [ARGUMENT]...
// REPORT is written when the command has ended; the exit code is the command's.
import { writeFileSync } from 'node:fs';
import { follow } from './follow';

const [report, ...argv] = process.argv.slice(2);

if (report === undefined || argv.length === 0) {
  process.stderr.write('usage: follow REPORT COMMAND [ARGUMENT]...\n');
  process.exitCode = 2;
} else {
  void follow(argv).then((ended) => {
    try {
      // Readable for its user only; what is there already is somebody else's.
      writeFileSync(report, JSON.stringify(ended.report), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      process.stderr.write(`What went wrong could not be noted: ${String(error)}\n`);
    }
    process.exitCode = ended.exitCode;
  });
}
