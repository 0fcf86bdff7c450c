// One version everywhere, not published before, from a tree that is committed.
import { holds, right, wrong } from './findings.mjs';

const PLAIN = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;
/** Where the documents name a release to fetch. */
const NAMED = /(?:nixos-specialisations@|rev: )v(\d+\.\d+\.\d+)/g;

/** @param {{ manifest: object, lock: object, changelog: string, pages: Record<string, string>, git: object | undefined }} facts */
export function versionFindings({ manifest: { version }, lock, changelog, pages, git }) {
  const locked = [lock.version, lock.packages?.['']?.version];
  const [newest] = headings(changelog);
  return [
    PLAIN.test(version ?? '')
      ? right(`version ${version}`)
      : wrong(`"${version}" is not MAJOR.MINOR.PATCH; the Marketplace takes no other version`),
    ...holds(
      'package-lock.json has it, too',
      locked.every((one) => one === version) ? [] : [`package-lock.json has ${locked.join(' and ')}: npm install`],
    ),
    newest?.version === version
      ? right('it is the newest in CHANGELOG.md')
      : wrong(`the newest in CHANGELOG.md is ${newest?.version ?? 'none'}`),
    ...holds('the documents name it', namedElsewhere(pages, version)),
    ...gitFindings(git, version),
  ];
}

function namedElsewhere(pages, version) {
  return Object.entries(pages).flatMap(([file, text]) =>
    [...text.matchAll(NAMED)].filter(([, named]) => named !== version).map(([all]) => `${file} names ${all}`),
  );
}

function gitFindings(git, version) {
  if (git === undefined) return [wrong('this is no repository of git: a release is made of a commit')];
  const tag = `v${version}`;
  const released = git.tags.filter((one) => /^v\d/.test(one) && PLAIN.test(one.slice(1)));
  const later = PLAIN.test(version ?? '')
    ? released.filter((one) => one !== tag && compareVersions(one.slice(1), version) >= 0)
    : [];
  return [
    git.tags.includes(tag) ? wrong(`there is a tag ${tag} already`) : right(`the tag ${tag} is free`),
    ...(later.length > 0 ? [wrong(`${later.join(', ')} is not older`)] : []),
    git.changed.length === 0 ? right('everything is committed') : wrong(`not committed:\n${git.changed.join('\n')}`),
  ];
}

function compareVersions(a, b) {
  const [as, bs] = [a, b].map((one) => one.split('.').map(Number));
  return as[0] - bs[0] || as[1] - bs[1] || as[2] - bs[2];
}

/** The entry of the version has something to say. */
export function changelogFindings({ manifest: { version }, changelog }) {
  const all = headings(changelog);
  const entry = all.find((one) => one.version === version);
  if (entry === undefined) return [wrong(`CHANGELOG.md has no heading "## ${version}"`)];
  const twice = all.filter((one) => one.version === version).length > 1;
  return [
    entry.text === '' ? wrong(`nothing stands below "## ${version}"`) : right(`${entry.text.split('\n').length} lines`),
    ...(twice ? [wrong(`"## ${version}" stands there twice`)] : []),
    ...(/\b(TODO|TBD|FIXME)\b/.test(entry.text) ? [wrong('the entry is not finished')] : []),
  ];
}

/** The versions of a changelog, in order, with the text below each. */
function headings(changelog) {
  return changelog
    .split(/^(?=## )/m)
    .filter((part) => part.startsWith('## '))
    .map((part) => {
      const [heading, ...rest] = part.split('\n');
      return { version: /^## \[?v?([^\s\]]+)/.exec(heading)?.[1], text: rest.join('\n').trim() };
    });
}
