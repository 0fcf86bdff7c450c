// The page of the table: a grid of which only the rows in sight are made, so that thousands cost nothing. Everything is
// shown as text.
import type { PageMessage, ShowMessage, ShownRow } from '../src/matrix/messages';
import { differs, sinceDifference } from './differences';

declare function acquireVsCodeApi(): { postMessage(message: PageMessage): void };

const vscode = acquireVsCodeApi();
const ROW_HEIGHT = 24;
/** Rows that are made above and below those in sight. */
const MARGIN = 10;
/** The longest name of an option, in characters, that is shown from its beginning. */
const LONGEST_NAME = 60;
const ORDER = new Intl.Collator(undefined, { numeric: true });

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  text?: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const filter = element('input', { type: 'search', id: 'filter' });
const only = element('input', { type: 'checkbox', id: 'only' });
const onlyLabel = element('label', { for: 'only' });
const count = element('span', { role: 'status' });
const bar = element('div', { class: 'bar', role: 'search' });
bar.append(filter, only, onlyLabel, count);
const header = element('div', { class: 'row header', role: 'row', 'aria-rowindex': '1' });
const space = element('div', { class: 'space', role: 'rowgroup' });
// It scrolls as a whole, so that header and rows stay together.
const grid = element('div', { class: 'grid', role: 'grid', tabindex: '0' });
grid.append(header, space);
document.body.append(bar, grid);
only.checked = true;

/** A row with its number in what the extension sent. */
interface Numbered {
  readonly row: ShownRow;
  readonly number: number;
}

let shown: ShowMessage | undefined;
let rows: readonly Numbered[] = [];
/** The column that rows are sorted by, -1 for the option's name; undefined: as they came, conflicts first. */
let sorting: { readonly column: number; readonly way: 'ascending' | 'descending' } | undefined;
let focus = { row: 0, column: 0 };

function select(): void {
  if (shown === undefined) return;
  const sought = filter.value.trim().toLowerCase();
  const all = shown.rows.map((row, number) => ({ row, number }));
  const matches = ({ row }: Numbered): boolean =>
    (!only.checked || differs(row)) &&
    (sought === '' ||
      row.option.toLowerCase().includes(sought) ||
      row.cells.some(({ text }) => text.toLowerCase().includes(sought)));
  rows = sorted(all.filter(matches));
  focus = { row: Math.min(focus.row, Math.max(0, rows.length - 1)), column: focus.column };
  const { words } = shown;
  count.textContent =
    rows.length === 0 && sought === ''
      ? words.nothing
      : words.count.replace('{0}', String(rows.length)).replace('{1}', String(all.length));
  grid.setAttribute('aria-rowcount', String(rows.length + 1));
  space.style.height = `${rows.length * ROW_HEIGHT}px`;
  draw();
}

function sorted(found: readonly Numbered[]): readonly Numbered[] {
  if (sorting === undefined) return found;
  const { column, way } = sorting;
  const sign = way === 'ascending' ? 1 : -1;
  const key = ({ row }: Numbered): string => (column < 0 ? row.option : (row.cells[column]?.text ?? ''));
  return [...found].sort((a, b) => sign * ORDER.compare(key(a), key(b)));
}

/** Which rows are made: from the first on up to the last, that one not included. */
let drawn = { first: 0, last: 0 };

function inSight(): typeof drawn {
  const first = Math.max(0, Math.floor(grid.scrollTop / ROW_HEIGHT) - MARGIN);
  const last = Math.min(rows.length, Math.ceil((grid.scrollTop + grid.clientHeight) / ROW_HEIGHT) + MARGIN);
  return { first, last: Math.max(first, last) };
}

const elements = (first: number, last: number): readonly HTMLElement[] =>
  rows.slice(first, last).map((row, i) => rowElement(row, first + i));

/** Makes the rows in sight. */
function draw(): void {
  drawn = inSight();
  space.replaceChildren(...elements(drawn.first, drawn.last));
  grid.setAttribute('aria-activedescendant', idOf(focus.row, focus.column));
}

/** Makes those that have come into sight: most stay, from one picture to the next. */
function drawMore(): void {
  const { first, last } = inSight();
  if (first >= drawn.last || last <= drawn.first) {
    draw();
    return;
  }
  for (let at = drawn.first; at < first; at++) space.firstElementChild?.remove();
  for (let at = last; at < drawn.last; at++) space.lastElementChild?.remove();
  space.prepend(...elements(first, drawn.first));
  space.append(...elements(drawn.last, last));
  drawn = { first, last };
}

const idOf = (row: number, column: number): string => `cell-${row}-${column}`;

function rowElement({ row }: Numbered, at: number): HTMLElement {
  const made = element('div', { class: 'row', role: 'row', 'aria-rowindex': String(at + 2) });
  made.style.top = `${at * ROW_HEIGHT}px`;
  const name = cellElement(row.option, at, 0, 'rowheader', '');
  // Of a long name the beginning is cut off, which decides least.
  name.replaceChildren(element('bdi', {}, row.option));
  made.append(name);
  const [base] = row.cells;
  for (const [i, cell] of row.cells.entries()) {
    const isOther = i > 0 && (cell.state !== base?.state || cell.text !== base.text);
    const shown = cellElement(cell.text, at, i + 1, 'gridcell', `${cell.state}${isOther ? ' other' : ''}`);
    if (isOther && base !== undefined) shown.textContent = sinceDifference(cell.text, base.text);
    if (cell.canGo) shown.classList.add('link');
    made.append(shown);
  }
  return made;
}

function cellElement(text: string, row: number, column: number, role: string, state: string): HTMLElement {
  const isFocused = row === focus.row && column === focus.column;
  const names = `cell ${state}${isFocused ? ' focused' : ''}`;
  const made = element('div', { class: names, role, id: idOf(row, column), 'aria-label': text }, text);
  made.title = text;
  return made;
}

/** The cell that something lies in. */
function cellOf(target: EventTarget | null): typeof focus | undefined {
  const id = target instanceof Element ? target.closest('.space .cell')?.id : undefined;
  const [, row, column] = /^cell-(\d+)-(\d+)$/.exec(id ?? '') ?? [];
  return row === undefined || column === undefined ? undefined : { row: Number(row), column: Number(column) };
}

/** To the definition behind the cell; of the option's name, to the base's, or the first that there is. */
function go(): void {
  const chosen = rows[focus.row];
  if (chosen === undefined) return;
  const { cells } = chosen.row;
  const column = focus.column > 0 ? focus.column - 1 : cells.findIndex(({ canGo }) => canGo);
  if (cells[column]?.canGo === true) vscode.postMessage({ type: 'go', row: chosen.number, column });
}

function showHeader({ words, columns }: ShowMessage): void {
  // Who sorts by keyboard sorts on.
  const focused = [...header.children].indexOf(document.activeElement ?? header);
  header.replaceChildren(
    ...[words.option, ...columns].map((name, i) => {
      const cell = element('button', { class: 'cell', role: 'columnheader', type: 'button', title: name }, name);
      const column = i - 1;
      const way = sorting?.column === column ? sorting.way : undefined;
      cell.setAttribute('aria-sort', way ?? 'none');
      cell.addEventListener('click', () => {
        sorting = way === 'descending' ? undefined : { column, way: way === undefined ? 'ascending' : 'descending' };
        if (shown !== undefined) showHeader(shown);
        select();
      });
      return cell;
    }),
  );
  const again = header.children[focused];
  if (again instanceof HTMLElement) again.focus();
}

function move(rowStep: number, columnStep: number): void {
  const columns = shown?.columns.length ?? 0;
  focus = {
    row: Math.min(Math.max(0, focus.row + rowStep), Math.max(0, rows.length - 1)),
    column: Math.min(Math.max(0, focus.column + columnStep), columns),
  };
  const top = focus.row * ROW_HEIGHT;
  // Below the header, which stays.
  const height = grid.clientHeight - ROW_HEIGHT;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + ROW_HEIGHT > grid.scrollTop + height) grid.scrollTop = top + ROW_HEIGHT - height;
  draw();
  if (focus.column === 0) grid.scrollLeft = 0;
  else document.getElementById(idOf(focus.row, focus.column))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

const page = (): number => Math.max(1, Math.floor(grid.clientHeight / ROW_HEIGHT) - 2);
const KEYS: Readonly<Record<string, () => void>> = {
  ArrowDown: () => move(1, 0),
  ArrowUp: () => move(-1, 0),
  ArrowRight: () => move(0, 1),
  ArrowLeft: () => move(0, -1),
  PageDown: () => move(page(), 0),
  PageUp: () => move(-page(), 0),
  Home: () => move(-rows.length, 0),
  End: () => move(rows.length, 0),
  Enter: go,
};

grid.addEventListener('keydown', (event) => {
  const act = event.target === grid ? KEYS[event.key] : undefined;
  if (act === undefined) return;
  event.preventDefault();
  act();
});
space.addEventListener('click', ({ target }) => {
  const cell = cellOf(target);
  if (cell === undefined) return;
  focus = cell;
  draw();
  go();
});
grid.addEventListener('scroll', drawMore);
new ResizeObserver(draw).observe(grid);
filter.addEventListener('input', select);
only.addEventListener('change', select);

window.addEventListener('message', ({ data }: MessageEvent<ShowMessage>) => {
  if (data.type !== 'show') return;
  shown = data;
  filter.placeholder = data.words.filter;
  filter.setAttribute('aria-label', data.words.filter);
  onlyLabel.textContent = data.words.onlyDifferences;
  grid.setAttribute('aria-label', `${data.title}. ${data.words.table}`);
  grid.setAttribute('aria-colcount', String(data.columns.length + 1));
  const longest = Math.max(...data.rows.map(({ option }) => option.length), 0);
  grid.style.setProperty('--columns', String(data.columns.length));
  grid.style.setProperty('--name', `${Math.min(longest, LONGEST_NAME)}ch`);
  showHeader(data);
  select();
});
vscode.postMessage({ type: 'ready' });
