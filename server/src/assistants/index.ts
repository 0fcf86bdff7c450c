// The tools for assistants, and how they are asked. They look and propose: none writes a file or starts a program.

import { visible } from '../protocol/visible';
import { type Asked, atOnce } from '../service/asked';
import { check } from './check';
import { compareSpecialisation } from './compare-specialisation';
import { explainOption } from './explain-option';
import { checkedInput, ToolProblem } from './input';
import { listSystems } from './list-systems';
import { proposeFix } from './propose-fix';
import type { Seen } from './seen';
import type { Tool, ToolAnswer } from './tool';
import type { Data } from './visible-data';
import { visibleData } from './visible-data';

/** In the order in which they are listed. */
export const TOOLS: readonly Tool[] = [listSystems, check, explainOption, compareSpecialisation, proposeFix];

/** The answer of a tool; what whoever asked can put right is a problem in plain words. */
export function askTool(name: string, input: unknown, seen: Seen): Asked<ToolAnswer> {
  let begun: Asked<ToolAnswer> | undefined;
  return {
    advance(until) {
      try {
        begun ??= begin(name, input, seen);
        const found = begun.advance(until);
        return found && { answer: shown(found.answer) };
      } catch (error) {
        if (!(error instanceof ToolProblem)) throw error;
        return { answer: shown({ problem: error.message }) };
      }
    },
  };
}

function begin(name: string, input: unknown, seen: Seen): Asked<ToolAnswer> {
  const tool = TOOLS.find((one) => one.name === name);
  if (tool === undefined)
    return atOnce(() => ({ problem: `there is no tool "${name}": ${TOOLS.map((one) => one.name).join(', ')}` }));
  return tool.begin(checkedInput(tool.input, input), seen);
}

/** As much as is said of a problem, in UTF-16 units. */
const LONGEST_PROBLEM = 4000;

function shown(answer: ToolAnswer): ToolAnswer {
  if ('problem' in answer) return { problem: visible(answer.problem, LONGEST_PROBLEM) };
  return { ...answer, data: visibleRecord(answer.data) };
}

const visibleRecord = (data: Data): Data =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, visibleData(value, key)]));
