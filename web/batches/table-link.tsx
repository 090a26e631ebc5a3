import { useText } from '../language/language.tsx';
import { Link } from '../router.tsx';

interface TableLinkProps {
  readonly itemId: string;
  readonly reference: string;
}

/** The way to an item's light table. */
export function TableLink({ itemId, reference }: TableLinkProps) {
  const text = useText().batches;
  return (
    <Link to={`/items/${itemId}/table`} className="table-link">
      <span aria-hidden="true">{text.toTable}</span>
      <span className="visually-hidden">{text.toTableOf(reference)}</span>
    </Link>
  );
}
