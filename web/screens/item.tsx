import type { ItemView } from '../../model/views.ts';
import { DescriptionPanel } from '../item/description-panel.tsx';
import { DownloadsPanel } from '../item/downloads-panel.tsx';
import { FilesPanel } from '../item/files-panel.tsx';
import { PublishPanel } from '../item/publish-panel.tsx';
import { SurfacesPanel } from '../item/surfaces-panel.tsx';
import { useItem } from '../item/use-item.ts';
import { useLanguage } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import { Offline } from '../parts/offline.tsx';
import { Problem } from '../parts/problem.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { ItemProfile } from '../profiles/item-profile.tsx';
import { Link, useTitle } from '../router.tsx';
import { NotFound } from './not-found.tsx';

/** One item: its files as they come in, its sides in order, what it is, and whether readers see it. */
export function ItemScreen({ id }: { readonly id: string }) {
  const live = useItem(id);
  const { item, error } = live;
  useTitle(item?.reference ?? '');
  if (item === undefined) {
    if (error?.status === 404) return <NotFound />;
    return error === undefined ? <Waiting /> : <Problem error={error} />;
  }
  return (
    <>
      <ItemHeader item={item} />
      <Offline isConnected={live.isConnected && error?.status !== 0} />
      <div className="item-columns">
        <div className="item-main">
          <FilesPanel item={item} live={live} />
          <SurfacesPanel item={item} live={live} />
        </div>
        <div className="item-side">
          <PublishPanel item={item} show={live.show} />
          <DownloadsPanel item={item} live={live} />
          <DescriptionPanel item={item} show={live.show} />
          <ItemProfile item={item} show={live.show} />
        </div>
      </div>
    </>
  );
}

function ItemHeader({ item }: { readonly item: ItemView }) {
  const { text } = useLanguage();
  return (
    <header className="item-head">
      <p className="item-head-reference">
        <bdi>{item.reference}</bdi> · {text.kinds[item.kind]}
      </p>
      <h1>
        <InLanguage map={item.label} otherwise={item.reference} />
      </h1>
      <p className="item-head-state">
        <StateBadge state={item.state} />
        <span className="count">{text.surfacesOf(item.counts.ready, item.counts.total)}</span>
        <Link to={`/items/${item.id}/desk`} className="button small">
          {text.desk.open}
        </Link>
        {item.counts.total > 0 && (
          <Link to={`/items/${item.id}/table`} className="button small">
            {text.table.open}
          </Link>
        )}
        {item.batches.map(({ id, code }) => (
          <Link key={id} to={`/batches/${id}`} className="count">
            {text.batches.ofItem(code)}
          </Link>
        ))}
      </p>
    </header>
  );
}
