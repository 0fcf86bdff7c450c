// What is wrong with the configurations.
import { RULES } from '../rules/index';
import type { Snapshot } from '../service/api';
import { findingsAbout } from '../service/part';
import { findingData, type Known, knownFindings, SEVERITIES } from './findings';
import { type Input, numberIn, ToolProblem, textIn } from './input';
import {
  atMost,
  isFile,
  leftOutOf,
  notesIn,
  notThere,
  onceComplete,
  placesIn,
  type Seen,
  SYSTEM,
  systemsAsked,
} from './seen';
import type { Tool } from './tool';

const MOST_FINDINGS = 200;
const FINDINGS = 50;

export const check: Tool = {
  name: 'check',
  title: 'Check the configurations',
  description:
    'Finds what is wrong with the NixOS and Home Manager configurations and their specialisations: conflicting ' +
    'option definitions, unknown options, wrong types, infinite recursion, files that are missing. The worst first. ' +
    'An "error" certainly fails; a conflict of severity "hint" is only possible. propose_fix takes a fingerprint.',
  input: {
    type: 'object',
    properties: {
      ...SYSTEM,
      specialisation: {
        type: 'string',
        description: 'Only what is about this specialisation, about several, or about the base.',
      },
      file: { type: 'string', description: 'Only what stands in this file: a path relative to the folder.' },
      severity: { type: 'string', enum: SEVERITIES, description: 'Only what is at least this bad. Default: hint.' },
      code: { type: 'string', description: 'Only findings of this rule, such as option-conflict.' },
      limit: {
        type: 'integer',
        minimum: 1,
        maximum: MOST_FINDINGS,
        description: `How many findings to tell at most. Default: ${FINDINGS}.`,
      },
    },
    additionalProperties: false,
  },
  begin: (input, seen) =>
    onceComplete(seen, (snapshot) => {
      const found = [...chosen(snapshot, input, seen)].sort((a, b) => rank(a) - rank(b));
      const { items, leftOut } = atMost(found, numberIn(input, 'limit') ?? FINDINGS);
      const place = placesIn(seen);
      const count = (severity: string): number =>
        found.filter(({ finding }) => finding.severity === severity && finding.isOtherSide !== true).length;
      return {
        data: {
          counts: Object.fromEntries(SEVERITIES.map((severity) => [severity, count(severity)])),
          findings: items.map((each) => findingData(each, place)),
          ...leftOutOf(leftOut),
          systems: snapshot.systems.length,
          ...notesIn(snapshot, seen),
        },
      };
    }),
};

const rank = ({ finding }: Known): number =>
  SEVERITIES.indexOf(finding.severity) + (finding.isOtherSide === true ? SEVERITIES.length : 0);

function chosen(snapshot: Snapshot, input: Input, seen: Seen): readonly Known[] {
  const [severity, code, file, specialisation] = ['severity', 'code', 'file', 'specialisation'].map((name) =>
    textIn(input, name),
  );
  const systems = systemsAsked(snapshot.systems, input, seen);
  const codes = RULES.map((rule) => rule.code);
  if (code !== undefined && !codes.includes(code) && snapshot.findings.every((finding) => finding.code !== code))
    throw notThere('rule', code, codes);
  const names = systems.flatMap(({ specialisations }) => specialisations.map(({ name }) => name));
  if (specialisation !== undefined && !names.includes(specialisation))
    throw notThere('specialisation', specialisation, names);
  if (file !== undefined && !systems.some(({ files }) => files.some((path) => isFile(path, file, seen))))
    throw new ToolProblem(`no system takes in the file "${file}": nothing of it was checked`);
  const order: readonly string[] = SEVERITIES;
  const mildest = severity === undefined ? order.length : order.indexOf(severity);
  const about = new Set(
    systems.length === snapshot.systems.length ? snapshot.findings : findingsAbout(snapshot.findings, systems),
  );
  return knownFindings(snapshot, seen).filter(
    ({ finding }) =>
      about.has(finding) &&
      order.indexOf(finding.severity) <= mildest &&
      (code === undefined || finding.code === code) &&
      (file === undefined || isFile(finding.file, file, seen)) &&
      (specialisation === undefined || [specialisation, null].includes(finding.specialisation)),
  );
}
