import type * as server from '../../server/items/item-view.ts';
import type * as web from '../../web/views.ts';

type Takes<Sent extends Taken, Taken> = Sent;

/**
 * What the server sends is what the web app takes it for, which may import nothing of the server. Nothing runs
 * here: `npm run check` fails in this file where the two no longer agree.
 */
export type Agreed = {
  readonly file: Takes<server.FileView, web.FileView>;
  readonly surface: Takes<server.SurfaceView, web.SurfaceView>;
  readonly entry: Takes<server.ItemListEntry, web.ItemListEntry>;
  readonly item: Takes<server.ItemView, web.ItemView>;
};
