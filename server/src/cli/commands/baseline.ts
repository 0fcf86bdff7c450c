// `baseline [PATH…]`: writes down what is found, for `check --baseline` to leave out.
import { baselineText } from '../baseline';
import type { Command } from '../command';
import { COMPLETE_HELP, COMPLETE_OPTION } from '../complete';
import { openedFolders } from '../opened-folders';
import { OUTPUT_HELP, OUTPUT_OPTION, printed } from '../output-file';
import { reportOn } from '../reported';
import { RULE_HELP, RULE_OPTION } from '../rule-levels';
import { READING_HELP, READING_OPTIONS } from '../target';

export const baseline: Command = {
  name: 'baseline',
  usage: 'baseline [PATH…] [--output FILE] [--rule CODE=LEVEL]... [--complete] [--allow-outside]',
  summary: 'write down the problems that there are, for "check --baseline" to leave out',
  optionHelp: [OUTPUT_HELP, RULE_HELP, COMPLETE_HELP, ...READING_HELP],
  options: { ...OUTPUT_OPTION, ...RULE_OPTION, ...COMPLETE_OPTION, ...READING_OPTIONS },
  examples: [['baseline --output known.json', 'from now on "check --baseline known.json" tells what is new']],
  async run(args, environment) {
    const folders = await openedFolders(args, environment, { hasFixes: false });
    const { report } = await reportOn(folders);
    printed(args, environment, ({ json }) => json(baselineText(report)));
    for (const folder of folders) folder.dispose();
    return report.systems.length === 0 ? 2 : 0;
  },
};
