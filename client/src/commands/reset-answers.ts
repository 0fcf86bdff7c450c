// "Ask Again Before Running": forgets every "don't ask again".
import { say } from '../window';
import type { Command } from './command';

export const resetAnswers: Command = async ({ memory }) => {
  const count = memory.unasked().length;
  await memory.setUnasked([]);
  void say.info(count === 0 ? 'Every run is asked about already.' : 'Every run is asked about again.');
};
