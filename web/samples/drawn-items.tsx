import type { SampleItemView } from '../../model/sample.ts';
import { useText } from '../language/language.tsx';
import { InParts } from '../parts/in-parts.tsx';
import { Link } from '../router.tsx';

interface DrawnItemsProps {
  readonly items: readonly SampleItemView[];
  /** The delivery that one can go back to. */
  readonly batchId: string;
}

/** The inventory numbers that were drawn, each with the way to its light table and how far it is looked at. */
export function DrawnItems({ items, batchId }: DrawnItemsProps) {
  const text = useText().samples;
  return (
    <InParts
      name={text.drawn}
      all={items}
      draw={(part) => (
        <ol className="drawn" aria-label={text.drawn}>
          {part.map((item) => (
            <li key={item.itemId} className={item.looked === item.files ? 'drawn-done' : undefined}>
              <Link to={`/items/${item.itemId}/table?delivery=${batchId}`}>
                <bdi>{item.reference}</bdi>
              </Link>
              <span className="count">{text.lookedOf(item.looked, item.files)}</span>
              {item.defects > 0 && <span className="badge badge-error">{text.defects(item.defects)}</span>}
            </li>
          ))}
        </ol>
      )}
    />
  );
}
