// "Ask Again Before Running": forgets every "don't ask again".
import { l10n } from '../../../server/src/protocol/l10n';
import { say } from '../window';
import type { Command } from './command';

export const resetAnswers: Command = async ({ memory }) => {
  const count = memory.unasked().length;
  await memory.setUnasked([]);
  void say.info(count === 0 ? l10n.t('Every run is asked about already.') : l10n.t('Every run is asked about again.'));
};
