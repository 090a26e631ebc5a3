import type { TableSide } from '../../model/table-view.ts';
import type { Messages } from '../language/messages.ts';

/** What the findings are of, where that is not what is shown. Where nothing is shown yet the place of the picture says so. */
export function unseenWords({ shown, latest, file }: TableSide, text: Messages): string | undefined {
  if (shown === null) return file === 'rejected' ? text.table.rejectedUnseen : undefined;
  return shown === latest ? undefined : text.table.notShown;
}
