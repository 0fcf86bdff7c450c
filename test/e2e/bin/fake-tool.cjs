// A program that does nothing but write down how it was called, one line of JSON per call in the file FAKE_LOG names.
// What it answers stands in <FAKE_LOG>.answer ({ exit, output, errors, password, instead }), or else is exit code FAKE_EXIT (0). See ../support/fakes.ts.
const { spawnSync } = require('node:child_process');
const { appendFileSync, existsSync, readFileSync } = require('node:fs');

/** Options of sudo that stand before a value of their own. */
const SUDO_VALUES = new Set([
  '-u',
  '-g',
  '-p',
  '-C',
  '-h',
  '-R',
  '-D',
  '-T',
  '--user',
  '--group',
  '--prompt',
  '--chdir',
]);

module.exports = async function fakeTool(tool) {
  const log = process.env.FAKE_LOG;
  const argv = process.argv.slice(2);
  const tty = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const program = process.env.FAKE_PROGRAM ?? process.argv[1];
  // First: once the call is seen, the answer may be taken away.
  const told = existsSync(`${log}.answer`) ? JSON.parse(readFileSync(`${log}.answer`, 'utf8')) : {};
  const answer = told.instead?.[argv.find((argument) => told.instead?.[argument] !== undefined)] ?? told;
  appendFileSync(log, `${JSON.stringify({ tool, program, argv, cwd: process.cwd(), tty })}\n`);
  if (tool === 'sudo') {
    if (answer.password !== undefined && (await readPassword()) !== answer.password) process.exit(1);
    const [command, ...args] = commandOf(argv);
    if (command !== undefined) process.exit(spawnSync(command, args, { stdio: 'inherit' }).status ?? 127);
  }
  if (answer.output) process.stdout.write(answer.output);
  if (answer.errors) process.stderr.write(answer.errors);
  process.exit(answer.exit ?? Number(process.env.FAKE_EXIT ?? 0));
};

/** What sudo is to run: what follows its own options. */
function commandOf(argv) {
  let at = 0;
  while (argv[at]?.startsWith('-') && argv[at] !== '--') at += SUDO_VALUES.has(argv[at]) ? 2 : 1;
  return argv.slice(argv[at] === '--' ? at + 1 : at);
}

/** Asks in the terminal, without showing what is typed. */
function readPassword() {
  process.stdout.write('[sudo] password: ');
  process.stdin.setRawMode?.(true);
  return new Promise((done) => {
    let typed = '';
    process.stdin.on('data', (chunk) => {
      typed += chunk;
      if (!/[\r\n]/.test(typed)) return;
      process.stdin.setRawMode?.(false);
      process.stdout.write('\n');
      process.stdin.pause();
      done(typed.replace(/[\r\n].*/s, ''));
    });
  });
}
