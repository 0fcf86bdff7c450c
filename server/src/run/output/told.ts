// A problem in words for the editor: what Nix says, and what it leaves out.
import { l10n } from '../../protocol/l10n';
import type { NixProblem } from '../../protocol/nix-report';
import type { ConfigRoot } from '../../protocol/run';
import { visible, visibleLines } from '../../protocol/visible';

const LONGEST_LINE = 500;
const MOST_LINES = 20;

/** What is shown at the place of a problem; every line is safe to show. */
export function toldProblem({ kind, message, file }: NixProblem, root: ConfigRoot): string {
  const lines = message.split('\n');
  const shown = visibleLines(lines.slice(0, MOST_LINES).join('\n'), LONGEST_LINE);
  const rest = lines.length > MOST_LINES ? '\n…' : '';
  return `${shown}${rest}${kind === 'missing-file' && root.kind === 'flake' ? untracked(file) : ''}`;
}

/** Nix copies of a repository only what Git knows. */
function untracked(file = ''): string {
  const name = file.replace(/^\/nix\/store\/[^/]+\//, '');
  const command = `git add -N ${visible(name)}`;
  return `\n${l10n.t('A flake consists of the files that Git knows: if it is there, “{0}” makes it known.', command)}`;
}
