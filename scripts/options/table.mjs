// Composes the table that server/src/options/option-table.ts reads from the facts.

/**
 * Facts → `{ text, options, types, unmapped, dropped }`. Each argument is rows as readFacts gives them: `options` as
 * the manual has them, `extra` what it lacks or hides, `renames` old names and removed options.
 */
export function composeTable({ title, release = '', options, extra, renames }, shared) {
  const rows = new Map([...options, ...extra].map((row) => [row.path, row]));
  moveRows(
    rows,
    renames.filter(({ kind }) => kind === 'moved'),
    shared,
  );
  const { kept, dropped } = checkRenames(rows, renames);
  const types = numberTypes(rows.values());
  const numberOf = new Map(types.map((type, number) => [type, number.toString(36)]));
  const parts = [
    [line(title, release), ...types],
    [...rows.values()].map((row) => line(row.path, numberOf.get(typeOf(row)), row.default)).sort(),
    kept.filter(({ kind }) => kind !== 'removed').map(({ from, to }) => line(from, to)),
    kept.filter(({ kind }) => kind === 'removed').map(({ from, to }) => line(from, to)),
  ];
  const unmapped = types.filter(
    (type) => shared.parseTypeDescription(type.split('\t').at(-1).replaceAll('\\\\', '\\')).kind === 'unknown',
  );
  return {
    text: parts.map((lines) => lines.map((text) => `${text}\n`).join('')).join('\n'),
    options: rows.size,
    types: types.length,
    unmapped,
    dropped,
  };
}

function line(...cells) {
  return cells.join('\t').trimEnd();
}

/** Options that have moved since the manual was written stand under their new name. */
function moveRows(rows, moved, { joinPath, readRenames, splitPath }) {
  const rename = readRenames(moved.map(({ from, to }) => line(from, to)));
  const whole = new Set(moved.map(({ from }) => from));
  const found = [...rows.values()].flatMap((row) => {
    const path = joinPath(rename(splitPath(row.path)));
    return path === row.path ? [] : [{ row, path }];
  });
  for (const { row } of found) rows.delete(row.path);
  // What stands for a whole set of options, as an alias does, is no option there.
  const taken = new Set([...rows.keys()].flatMap(prefixesOf));
  for (const { row, path } of found) if (!taken.has(path)) rows.set(path, { ...row, path });
  // An option that has become a key of another option's value is no longer one.
  for (const { row, path } of found) {
    if (whole.has(row.path) && prefixesOf(path).some((prefix) => prefix !== path && rows.has(prefix)))
      rows.delete(path);
  }
}

/** A name that is in use again is neither old nor gone. */
function checkRenames(rows, renames) {
  const paths = new Set([...rows.keys()].flatMap(prefixesOf));
  const kept = [];
  const dropped = [];
  for (const rename of renames) {
    if (paths.has(rename.from)) dropped.push({ from: rename.from, why: 'the table has this option' });
    else kept.push(rename);
  }
  return { kept, dropped };
}

/** The path itself and every dotted beginning of it; quoted names may give some that no rename asks for. */
function prefixesOf(path) {
  const prefixes = [path];
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) prefixes.push(path.slice(0, dot));
  return prefixes;
}

function typeOf({ type, mergesAs = '' }) {
  return (mergesAs === '' ? [type] : [type, mergesAs]).map((cell) => cell.replaceAll('\\', '\\\\')).join('\t');
}

/** The distinct types, the most frequent first: they get the short numbers. */
function numberTypes(rows) {
  const counts = new Map();
  for (const row of rows) counts.set(typeOf(row), (counts.get(typeOf(row)) ?? 0) + 1);
  return [...counts].sort(([, left], [, right]) => right - left).map(([type]) => type);
}
