// `rule CODE`: the page of a rule, which says what it finds and what to do; without a code, every rule in a line.
import { closest } from '../../base/closest';
import { renderPage } from '../../rules/docs/render-page';
import { RULES } from '../../rules/index';
import { type Command, UserError } from '../command';

export const rule: Command = {
  name: 'rule',
  usage: 'rule [CODE]',
  summary: 'explain a rule, or list all of them',
  optionHelp: [],
  options: {},
  words: { '': RULES.map(({ code }) => code) },
  async run({ positionals: [code, ...others] }, { out }) {
    if (others.length > 0) throw new UserError(`one rule at a time, not also ${others.join(' ')}`);
    if (code === undefined) for (const line of list()) out(line);
    else for (const line of pageOf(code).trimEnd().split('\n')) out(line);
    return 0;
  },
};

function pageOf(code: string): string {
  const found = RULES.find((candidate) => candidate.code === code);
  if (found !== undefined) return renderPage(found);
  const near = closest(
    code,
    RULES.map((candidate) => candidate.code),
  );
  const hint = near === undefined ? '"nixos-specialisations rule" lists them' : `did you mean "${near}"?`;
  throw new UserError(`there is no rule "${code}"; ${hint}`);
}

function list(): readonly string[] {
  const width = Math.max(...RULES.map(({ code }) => code.length));
  return RULES.map(({ code, page }) => `${code.padEnd(width)}  ${page.summary}`);
}
