// Sentences in the language of the user. Each process has one, which is said once, as it starts; without that English.

type Value = string | number | boolean;

/** `{0}` in a sentence is the first of the values. */
export type Translate = (sentence: string, ...values: readonly Value[]) => string;

/** What stands between the places of a sentence, and their numbers in turn: lists say one sentence a thousand times. */
const PIECES = new Map<string, readonly string[]>();

function piecesOf(sentence: string): readonly string[] {
  const known = PIECES.get(sentence);
  if (known !== undefined) return known;
  const pieces = sentence.split(/\{(\d+)\}/);
  PIECES.set(sentence, pieces);
  return pieces;
}

const inEnglish: Translate = (sentence, ...values) =>
  piecesOf(sentence)
    .map((piece, i) => (i % 2 === 0 ? piece : String(values[Number(piece)] ?? `{${piece}}`)))
    .join('');

let translate = inEnglish;

/** By a table of sentences, as l10n/ has them. */
export const translatedBy =
  (sentences: Readonly<Record<string, string>>): Translate =>
  (sentence, ...values) =>
    inEnglish(sentences[sentence] ?? sentence, ...values);

/** As VS Code's own, whose texts are in l10n/. Not for constants of a module: they are made before anybody speaks. */
export const l10n = {
  t: (sentence: string, ...values: readonly Value[]): string => translate(sentence, ...values),
  /** Undefined: English. */
  speak: (language: Translate | undefined): void => {
    translate = language ?? inEnglish;
  },
};
