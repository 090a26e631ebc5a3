import type { ItemListEntry } from '../../model/views.ts';
import { useText } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { Thumbnail } from '../parts/thumbnail.tsx';
import { Link } from '../router.tsx';

/** Items as cards: each is one link. */
export function ItemList({ items }: { readonly items: readonly ItemListEntry[] }) {
  return (
    <ul className="link-cards">
      {items.map((item) => (
        <li key={item.id}>
          <ItemCard item={item} />
        </li>
      ))}
    </ul>
  );
}

function ItemCard({ item }: { readonly item: ItemListEntry }) {
  const text = useText();
  const { total, ready, stuck } = item.counts;
  return (
    <Link to={`/items/${item.id}`} className="link-card item-card">
      <Thumbnail url={item.thumbnail} />
      <span className="item-card-words">
        <span className="item-card-title">
          <InLanguage map={item.label} otherwise={item.reference} />
        </span>
        <span className="item-card-reference">
          <bdi>{item.reference}</bdi> · {text.kinds[item.kind]}
        </span>
        <span className="item-card-state">
          <StateBadge state={item.state} />
          <span className={stuck > 0 ? 'count count-stuck' : 'count'}>
            {stuck > 0 ? text.stuckCount(stuck) : text.surfacesOf(ready, total)}
          </span>
        </span>
      </span>
    </Link>
  );
}
