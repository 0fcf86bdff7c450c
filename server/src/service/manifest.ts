// What the manifest of the program says of it.
import type { FileSource } from '../project/file-source';
import { l10n, translatedBy } from '../protocol/l10n';

export interface Manifest {
  readonly version: string;
  /** Where a diagnostic code is described; undefined when the manifest names no place. */
  helpOf(code: string): string | undefined;
  /** The sentences of the program in a language (`de`, `de-AT`); undefined where there are none. */
  sentencesIn(language: string): Readonly<Record<string, string>> | undefined;
}

/** From now on this thread speaks a language, where the program has sentences in it; else English. */
export function speakFrom(manifest: Pick<Manifest, 'sentencesIn'>, language: string | undefined): void {
  const sentences = language === undefined ? undefined : manifest.sentencesIn(language);
  l10n.speak(sentences && translatedBy(sentences));
}

/** The manifest beside `folder`, where the bundles are (absolute, forward slashes). */
export function readManifest(folder: string, files: Pick<FileSource, 'read'>): Manifest {
  const { version, home } = parseManifest(files.read(`${folder}/../package.json`));
  return {
    version,
    helpOf: (code) => (home === undefined ? undefined : `${home}/blob/HEAD/docs/rules/${code}.md`),
    sentencesIn(language) {
      const [, name] = /^([a-z]{2,3})(?:-\w+)*$/.exec(language.toLowerCase()) ?? [];
      const text = name === undefined ? undefined : files.read(`${folder}/../l10n/bundle.l10n.${name}.json`);
      const texts = Object.entries(jsonObject(text)).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      );
      return texts.length === 0 ? undefined : Object.fromEntries(texts);
    },
  };
}

/** Version and web address of the repository that a package.json names. */
export function parseManifest(text: string | undefined): {
  readonly version: string;
  readonly home: string | undefined;
} {
  const manifest = jsonObject(text);
  const repository = manifest.repository;
  const url =
    typeof repository === 'object' && repository !== null && 'url' in repository ? repository.url : repository;
  const place = [url, manifest.homepage].find((candidate) => typeof candidate === 'string');
  const home = place?.replace(/^git\+/, '').replace(/(\.git|#.*|\/)$/, '');
  return {
    version: typeof manifest.version === 'string' ? manifest.version : 'unknown',
    home: home?.startsWith('https://') ? home : undefined,
  };
}

function jsonObject(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
