// `status`: which system runs, which was booted, which specialisations there are.
import { detectSystem } from '../../run/machine/detect';
import { DEFAULT_SETTINGS } from '../../run/settings';
import { statusReport, statusText } from '../../run/status/report';
import { whereAmI } from '../../run/status/where-am-i';
import { type Command, choice, UserError } from '../command';
import { MACHINE_HELP, MACHINE_OPTIONS, surroundingsOf } from '../run/machine-option';

export const status: Command = {
  name: 'status',
  usage: 'status [--format text|json] [--system-root DIR]',
  summary: 'say which specialisation runs, which was booted, which there are, and what waits for a reboot',
  optionHelp: ['--format text|json              how to print it (default: text)', ...MACHINE_HELP],
  options: { format: { type: 'string' }, ...MACHINE_OPTIONS },
  words: { format: ['text', 'json'] },
  async run(args, environment) {
    const format = choice(args, 'format', ['text', 'json'], 'text');
    const [extra] = args.positionals;
    if (extra !== undefined) throw new UserError(`status takes no file or folder (not "${extra}")`);
    const where = whereAmI(await detectSystem(DEFAULT_SETTINGS, await surroundingsOf(args)));
    if (format === 'json') environment.json(JSON.stringify(statusReport(where), null, 2));
    else for (const line of statusText(where)) environment.out(line);
    return 0;
  },
};
