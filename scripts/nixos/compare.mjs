// Differences between what we say of systems and values and what real Nix says, and what we do not know.

/**
 * `lacking`: what Nix cannot evaluate because the sources are not whole, by the file that it looks for.
 * @typedef {{ compared: number, unknown: { name: string, what: string }[], lacking: { name: string, what: string }[],
 *   differences: { name: string, what: string, ours?: unknown, nix?: unknown }[] }} Comparison
 */

/** @returns {Comparison} */
const nothing = () => ({ compared: 0, unknown: [], lacking: [], differences: [] });

/**
 * The values of options, and what the systems say of themselves.
 * @param {string} file what it is called
 * @param {unknown} ours systems, or a text that says why there are none
 * @param {unknown} nix systems; undefined where Nix has none
 * @param {readonly (readonly string[])[]} paths
 */
export function compareSystems(file, ours, nix, paths) {
  const [values, said] = [nothing(), { ...nothing(), told: 0 }];
  if (typeof ours === 'string' || nix === undefined) {
    values.compared++;
    if (typeof ours === 'string' && nix === undefined) return { values, said };
    values.differences.push({
      name: file,
      what: 'the system',
      ours: typeof ours === 'string' ? ours : 'evaluates',
      nix: nix === undefined ? 'fails' : 'evaluates',
    });
    return { values, said };
  }
  for (const [index, theirs] of nix.entries()) {
    const own = ours[index];
    const name = `${file}${theirs.name === null ? '' : `, ${theirs.name}`}`;
    if (own?.name !== theirs.name) {
      values.differences.push({ name, what: 'the system', ours: own?.name, nix: theirs.name });
      continue;
    }
    for (const [at, path] of paths.entries())
      compareValue(values, `${name}: ${path.join('.')}`, own.values[at], theirs.values[at]);
    said.compared++;
    said.told += (theirs.failed?.length ?? 0) + (theirs.warnings?.length ?? 0);
    compareTexts(said, name, 'failed assertions', own.failed, theirs.failed);
    compareTexts(
      said,
      name,
      'warnings',
      own.warnings,
      theirs.warnings?.map((message) => ({ message, throws: false })),
    );
  }
  return { values, said };
}

/**
 * What Nix has no value of either need not be known.
 * @param {Comparison} into
 */
export function compareValue(into, name, ours, nix) {
  if (nix?.absent && ours?.absent) return;
  if (nix?.lacks !== undefined) {
    into.lacking.push({ name, what: nix.lacks });
    return;
  }
  if (nix?.fails && ours?.unknown !== undefined) return;
  into.compared++;
  if (ours?.unknown !== undefined) into.unknown.push({ name, what: ours.unknown });
  else if (wordOf(ours) !== wordOf(nix))
    into.differences.push({ name, what: 'value', ours: shown(ours), nix: wordOf(nix) });
}

const wordOf = (answer) =>
  answer === undefined ? 'nothing' : answer.absent ? 'absent' : answer.fails ? 'fails' : answer.json;
const shown = (answer) => (answer?.why === undefined ? wordOf(answer) : `fails: ${answer.why}`);

/** What we say where an assertion has no text that can be told. */
const UNTOLD = 'an assertion without a text';

/** A text of Nix as we tell it: which hash something has in the store only knows who builds it. */
const withoutHashes = (text) => text?.replaceAll(/(?<=\/nix\/store\/)[0-9a-z]{32}(?=-)/g, '…');

/** An assertion that throws is told with what it throws, which Nix does not say. */
function compareTexts(into, name, what, ours, nix) {
  const isSame = (text, { message, throws }) =>
    throws ? text.startsWith(`${withoutHashes(message) ?? UNTOLD} (`) : text === (withoutHashes(message) ?? UNTOLD);
  const all = nix ?? null;
  const isEqual =
    ours === null || all === null
      ? ours === all
      : ours.length === all.length && ours.every((text, i) => isSame(text, all[i]));
  if (!isEqual) into.differences.push({ name, what, ours: JSON.stringify(ours), nix: JSON.stringify(all) });
}
