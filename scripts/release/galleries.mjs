// What the VS Code Marketplace and Open VSX take of a manifest. vsce holds some of it while it packs; what only a server
// refuses stands here too, so that it is known before.
//   https://code.visualstudio.com/api/working-with-extensions/publishing-extension
//   https://github.com/eclipse/openvsx: ExtensionValidator
import { holds, open, right, wrong } from './findings.mjs';

const CATEGORIES =
  'AI,Azure,Chat,Data Science,Debuggers,Extension Packs,Education,Formatters,Keymaps,Language Packs,Linters,Machine Learning,Notebooks,Other,Programming Languages,SCM Providers,Snippets,Testing,Themes,Visualization'.split(
    ',',
  );
const MOST_KEYWORDS = 30;
const SMALLEST_ICON = 128;
/** Open VSX: no text of a manifest is longer, a description excepted. */
const LONGEST = 255;
const LONGEST_DESCRIPTION = 2048;
/** Control characters, formatting ones, line separators, private and unassigned ones: refused by Open VSX. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;
const IDENTIFIER = /^[a-z0-9][a-z0-9-]*$/i;
const NEEDED = [
  'name',
  'displayName',
  'description',
  'version',
  'publisher',
  'engines',
  'license',
  'icon',
  'categories',
];

/** @param {{ manifest: object, icon: Uint8Array | undefined }} facts */
export function manifestFindings({ manifest, icon }) {
  return [
    ...holds(
      'every field is there',
      NEEDED.filter((name) => manifest[name] === undefined || manifest[name] === '').map(
        (name) => `${name} is missing`,
      ),
    ),
    ...holds('publisher and name are identifiers', identifierProblems(manifest)),
    ...holds(`engine ${manifest.engines?.vscode}`, engineProblems(manifest)),
    ...holds(`categories: ${manifest.categories?.join(', ')}`, categoryProblems(manifest)),
    ...holds(`${manifest.keywords?.length} keywords of at most ${MOST_KEYWORDS}`, keywordProblems(manifest)),
    ...iconFindings(manifest, icon),
    ...holds('no text is too long, and none has characters that are refused', textProblems(manifest)),
    ...holds('nothing of VS Code that is only proposed', proposalProblems(manifest)),
    ...holds('colours, badges, pricing and activation', lookProblems(manifest)),
    ...addressFindings(manifest),
  ];
}

function identifierProblems({ publisher = '', name = '' }) {
  return Object.entries({ publisher, name })
    .filter(([, value]) => !IDENTIFIER.test(value))
    .map(([field, value]) => `${field} "${value}" is no identifier`);
}

function engineProblems({ engines, devDependencies = {} }) {
  const engine = /^(?:\^|>=)(\d+)\.(\d+)\.\d+$/.exec(engines?.vscode ?? '');
  if (engine === null) return [`engines.vscode "${engines?.vscode}" names no oldest version`];
  const types = /(\d+)\.(\d+)/.exec(devDependencies['@types/vscode'] ?? '');
  const isNewer =
    types !== null && Number(types[1]) * 1e4 + Number(types[2]) > Number(engine[1]) * 1e4 + Number(engine[2]);
  return isNewer ? [`@types/vscode ${types[0]} is newer than the engine`] : [];
}

function categoryProblems({ categories = [] }) {
  if (categories.length === 0) return ['there is none'];
  return categories.filter((one) => !CATEGORIES.includes(one)).map((one) => `"${one}" is no category`);
}

function keywordProblems({ keywords = [] }) {
  const twice = keywords.filter((one, index) => keywords.indexOf(one) !== index);
  return [
    ...(keywords.length > MOST_KEYWORDS ? [`${keywords.length} keywords, of at most ${MOST_KEYWORDS}`] : []),
    ...twice.map((one) => `the keyword "${one}" stands there twice`),
  ];
}

function iconFindings({ icon: path = '' }, icon) {
  if (icon === undefined) return [wrong(`the icon "${path}" is not there`)];
  const size = pngSize(icon);
  if (size === undefined) return [wrong(`the icon ${path} is no PNG`)];
  const isLarge = size.width >= SMALLEST_ICON && size.height >= SMALLEST_ICON;
  const said = `icon of ${size.width} × ${size.height}`;
  return [isLarge ? right(said) : wrong(`${said}, of at least ${SMALLEST_ICON} × ${SMALLEST_ICON}`)];
}

/** As the header of a PNG says it. */
function pngSize(bytes) {
  const buffer = Buffer.from(bytes);
  if (buffer.length < 24 || buffer.toString('latin1', 1, 4) !== 'PNG') return undefined;
  return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) };
}

function textProblems(manifest) {
  const { displayName = '', description = '', license = '', categories = [], keywords = [] } = manifest;
  const texts = [
    ['displayName', displayName, LONGEST],
    ['description', description, LONGEST_DESCRIPTION],
    ['license', license, LONGEST],
    ...categories.map((one) => ['categories', one, LONGEST]),
    ...keywords.map((one) => ['keywords', one, LONGEST]),
  ];
  return texts.flatMap(([field, text, most]) => [
    ...(text.length > most ? [`${field} has ${text.length} characters, of at most ${most}`] : []),
    ...(UNFIT.test(text) ? [`${field} has a character that Open VSX refuses: ${JSON.stringify(text)}`] : []),
  ]);
}

function proposalProblems({ enableProposedApi, enabledApiProposals = [] }) {
  return [
    ...(enableProposedApi === undefined ? [] : ['enableProposedApi']),
    ...enabledApiProposals.map((one) => `the proposal ${one}`),
  ];
}

function lookProblems({ galleryBanner = {}, badges = [], pricing = 'Free', activationEvents = [], ...manifest }) {
  const isOf = (value, words) => value === undefined || words.includes(value);
  return [
    ...(isOf(galleryBanner.theme, ['dark', 'light']) ? [] : [`galleryBanner.theme "${galleryBanner.theme}"`]),
    ...((galleryBanner.color ?? '').length > 16 ? [`galleryBanner.color "${galleryBanner.color}"`] : []),
    ...(isOf(pricing, ['Free', 'Trial']) ? [] : [`pricing "${pricing}" is neither Free nor Trial`]),
    ...(isOf(manifest.markdown, ['github', 'standard']) ? [] : [`markdown "${manifest.markdown}"`]),
    ...(activationEvents.includes('*') ? ['activation with "*" slows down every window'] : []),
    ...badges.filter(({ url }) => !/^https:/.test(url) || /\.svg$/i.test(url)).map(({ url }) => `badge ${url}`),
  ];
}

/** Where the project is at home; nobody else can know it. */
function addressFindings({ repository, homepage, bugs }) {
  const addresses = { repository: repository?.url ?? repository, homepage, bugs: bugs?.url ?? bugs };
  const given = Object.entries(addresses).filter(([, address]) => address !== undefined);
  const broken = given.filter(([, address]) => !URL.canParse(address.replace(/^git\+/, '')));
  return [
    ...broken.map(([field, address]) => wrong(`${field} "${address}" is no address`)),
    ...(addresses.repository === undefined
      ? [open('package.json has no "repository": the page of the extension has no pictures, that at npm no links')]
      : [right(`repository ${addresses.repository}`)]),
    ...(addresses.bugs === undefined ? [open('package.json has no "bugs": nobody finds out where to report')] : []),
  ];
}
