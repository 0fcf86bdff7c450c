// Whether what is here can be published, and publishing it.
//   npm run release -- --dry-run                 checks everything; nothing leaves the machine
//   npm run release                              the same, and what publishing would take
//   npm run release -- --publish VERSION         publishes, when nothing is wrong or left to be settled
//     [--to marketplace,open-vsx,npm,tag]        only there
// The exit code is 1 when something is wrong, or was not published.
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { manifest, packagePath } from './lib/paths.mjs';
import { giveUp, ROOT, run, say } from './lib/process.mjs';
import { gitFacts, npmFacts, vsixFacts, writtenFacts } from './release/facts.mjs';
import { countsOf, reportLines } from './release/findings.mjs';
import { manifestFindings } from './release/galleries.mjs';
import { licenceFindings } from './release/licences.mjs';
import { npmFindings, vsixFindings } from './release/packages.mjs';
import { pageFindings, placeholderFindings } from './release/pages.mjs';
import { chosen, objections, publish, stepLines, stepsOf } from './release/steps.mjs';
import { changelogFindings, versionFindings } from './release/version.mjs';

checkNode();
const options = read();
const steps = stepsOf(manifest(), relative(ROOT, packagePath()));
const asked = options.to === undefined ? steps : chosen(steps, options.to.split(','));
if (asked === undefined) giveUp(`--to ${options.to}: there are ${steps.map(({ name }) => name).join(', ')}.`);
// Of what git has, before anything is built.
const git = gitFacts();
await ensureInstalled();
say('Building and packing');
const vsix = vsixFacts();
const facts = writtenFacts();
const sections = [
  { title: 'Version', findings: versionFindings({ ...facts, pages: facts.documents, git }) },
  { title: 'Changelog', findings: changelogFindings(facts) },
  { title: 'Licences', findings: licenceFindings(facts) },
  { title: 'Manifest, for both galleries', findings: manifestFindings(facts) },
  { title: 'Pages', findings: [...pageFindings(facts.pages), ...placeholderFindings(facts.documents)] },
  { title: 'Package for the galleries', findings: vsixFindings(vsix, facts.manifest) },
  { title: 'Package for npm', findings: npmFindings(npmFacts(), facts.manifest) },
];
console.log(`\n${reportLines(sections).join('\n')}`);
const counts = countsOf(sections);
if (options['dry-run']) process.exit(counts.wrong === 0 ? 0 : 1);

console.log(`\nPublishing takes\n${stepLines(asked, process.env).join('\n')}`);
if (options.publish === undefined) {
  console.log(`\nNothing was published. npm run release -- --publish ${facts.manifest.version} does it.`);
  process.exit(counts.wrong === 0 ? 0 : 1);
}
const against = objections({
  asked: options.publish,
  version: facts.manifest.version,
  counts,
  steps: asked,
  env: process.env,
});
if (against.length > 0) giveUp(`Nothing was published:\n${against.map((line) => `  ${line}`).join('\n')}`);
const done = await publish(asked, (command, args) => run(command, args));
const left = asked.map(({ name }) => name).filter((name) => !done.includes(name));
console.log(`\nPublished: ${done.join(', ') || 'nothing'}`);
if (left.length > 0) giveUp(`Not done: ${left.join(', ')}. --to ${left.join(',')} goes on from there.`);

function read() {
  try {
    const { values } = parseArgs({
      options: { 'dry-run': { type: 'boolean' }, publish: { type: 'string' }, to: { type: 'string' } },
    });
    if (values['dry-run'] && values.publish !== undefined) giveUp('Either --dry-run or --publish.');
    return values;
  } catch (error) {
    return giveUp(error.message);
  }
}
