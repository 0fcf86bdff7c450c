// Where a new specialisation is written.
import { expect, it } from 'vitest';
import { newSpecialisation } from '../../../server/src/edits/new-specialisation';
import { testParser } from '../../support/parser';

/** The text with a specialisation `x` in it; undefined where there is no place for one. */
async function written(text: string): Promise<string | undefined> {
  const { root } = (await testParser()).parse(text);
  const found = newSpecialisation(root, text);
  if (found === undefined) return undefined;
  const { span, before, after, end } = found;
  return `${text.slice(0, span.start)}${before}x${after}${end}${text.slice(span.end)}`;
}

it.each([
  [
    'behind the last setting',
    '{ config, ... }:\n{\n  a = 1;\n\n  b = 2;\n}\n',
    '{ config, ... }:\n{\n  a = 1;\n\n  b = 2;\n  specialisation.x.configuration = {\n    \n  };\n}\n',
  ],
  ['in an empty module', '{ }', '{\n  specialisation.x.configuration = {\n    \n  };\n}'],
  ['on one line', '{ a = 1; }', '{\n  a = 1;\n  specialisation.x.configuration = {\n    \n  };\n}'],
  [
    'on one line, more than one, behind a head',
    '{ lib, ... }: { a = 1; b = [ "x" ];}',
    '{ lib, ... }: {\n  a = 1;\n  b = [ "x" ];\n  specialisation.x.configuration = {\n    \n  };\n}',
  ],
  [
    'in a set of specialisations on one line',
    '{\n  specialisation = { a.configuration = { }; };\n}',
    '{\n  specialisation = {\n    a.configuration = { };\n    x.configuration = {\n      \n    };\n  };\n}',
  ],
  [
    'on one line with a remark, which stays where it is',
    '{ /* b */ a = 1; }',
    '{ /* b */ a = 1;\n  specialisation.x.configuration = {\n    \n  };\n}',
  ],
  [
    'beside a brace on the line of the last setting',
    '{\n  a = 1;\n  b = 2; }\n',
    '{\n  a = 1;\n  b = 2;\n  specialisation.x.configuration = {\n    \n  };\n}\n',
  ],
  [
    'beside a brace with a remark before it',
    '{ a = 1; /* b */ }',
    '{ a = 1;\n  specialisation.x.configuration = {\n    \n  };\n/* b */ }',
  ],

  [
    'in the set of specialisations',
    '{\n  specialisation = {\n    a.configuration = { };\n  };\n}',
    '{\n  specialisation = {\n    a.configuration = { };\n    x.configuration = {\n      \n    };\n  };\n}',
  ],
  [
    'beside a path of one',
    '{\n  specialisation.a.configuration = { };\n  z = { };\n}',
    '{\n  specialisation.a.configuration = { };\n  z = { };\n  specialisation.x.configuration = {\n    \n  };\n}',
  ],
  [
    'in config where that is written out',
    '{ lib, ... }:\n{\n  options.a = 1;\n  config = {\n    b = 2;\n  };\n}',
    '{ lib, ... }:\n{\n  options.a = 1;\n  config = {\n    b = 2;\n    specialisation.x.configuration = {\n      \n    };\n  };\n}',
  ],
  [
    'and not at the last brace of the text',
    '{ ... }:\nlet f = x: { };\nin\n{\n  a = 1;\n}\n# }\n',
    '{ ... }:\nlet f = x: { };\nin\n{\n  a = 1;\n  specialisation.x.configuration = {\n    \n  };\n}\n# }\n',
  ],
])('%s', async (_, before, after) => {
  expect(await written(before)).toBe(after);
});

it.each(['[ 1 2 ]', '{ options.a = 1; }', '{ config = lib.mkIf true { a = 1; }; }', 'x: x'])(
  'nowhere in %s',
  async (text) => {
    expect(await written(text)).toBeUndefined();
  },
);
