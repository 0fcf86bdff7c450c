// Whatever is in a bundle is named in the notices, with the text of its licence.
import { COMPILED, licenceOf, packageFolder } from '../notices.mjs';
import { holds, right, wrong } from './findings.mjs';

/** Licences that ask for no more than their text. */
const PERMISSIVE = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD', 'Unlicense']);
/** In dist/ beside the programs: from the packages that are compiled, or our own. */
const OTHERS = /\.(wasm|css|txt)$|^data\//;

/**
 * @param {{ manifest: object, licence: string | undefined, notices: string, metafile: object, dist: readonly string[],
 *   root: string, dataLicences: readonly string[] }} facts `metafile` is esbuild's, `dist` what it left
 */
export function licenceFindings({ manifest, licence, notices, metafile, dist, root, dataLicences }) {
  const packages = bundledPackages(metafile);
  const licences = packages.map((folder) => licenceOf(root, folder));
  const known = new Set(Object.keys(metafile.outputs).map((path) => path.replace(/^.*\bdist\//, '')));
  const unknown = dist.filter((name) => !known.has(name) && !OTHERS.test(name));
  return [
    ...ownLicence(manifest, licence),
    ...holds(
      `what is in each of the ${known.size} bundles is known`,
      unknown.map((name) => `dist/${name}: no build says what is in it`),
    ),
    ...holds(
      `${packages.length} packages stand in the notices`,
      licences.flatMap((one) => missing(one, notices)),
    ),
    ...holds(
      'their licences ask for their text only',
      licences.filter(({ licence: one }) => !PERMISSIVE.has(one)).map(({ name, licence: one }) => `${name}: ${one}`),
    ),
    ...holds(
      'the licences of the option tables stand there, too',
      dataLicences.filter((text) => !notices.includes(text.trim())).map((text) => `missing: ${text.split('\n')[0]}`),
    ),
  ];
}

/** The folders of the packages that are in some output, and of those that are compiled. */
export function bundledPackages({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = inputs.map(packageFolder).filter((folder) => folder !== undefined);
  return [...new Set([...folders, ...COMPILED.map((name) => `node_modules/${name}`)])].sort();
}

function ownLicence({ license }, text) {
  if (!license) return [wrong('package.json states no license')];
  if (text === undefined) return [wrong('there is no LICENSE')];
  return [
    text.startsWith(license)
      ? right(`LICENSE is ${license}, as package.json states`)
      : wrong(`LICENSE is not ${license}`),
    ...(/Copyright \(c\) \d{4}.*\S/.test(text) ? [] : [wrong('LICENSE names no holder')]),
  ];
}

function missing({ name, version, texts }, notices) {
  if (!notices.includes(`${name} ${version} (`)) return [`${name} ${version} is not named`];
  if (texts.length === 0) return [`${name} ${version} comes without the text of its licence`];
  return texts.every((text) => notices.includes(text))
    ? []
    : [`${name} ${version}: the text of its licence is missing`];
}
