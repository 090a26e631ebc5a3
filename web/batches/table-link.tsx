import { useText } from '../language/language.tsx';
import { Link } from '../router.tsx';

interface TableLinkProps {
  readonly itemId: string;
  readonly reference: string;
  /** The delivery that one comes from, and can go back to. */
  readonly batchId: string;
  /** The page to begin at; left out, the first. */
  readonly surfaceId?: string | null;
}

/** The way to an item's light table. */
export function TableLink({ itemId, reference, batchId, surfaceId = null }: TableLinkProps) {
  const text = useText().batches;
  const page = surfaceId === null ? '' : `&page=${surfaceId}`;
  return (
    <Link to={`/items/${itemId}/table?delivery=${batchId}${page}`} className="table-link">
      <span aria-hidden="true">{text.toTable}</span>
      <span className="visually-hidden">{text.toTableOf(reference)}</span>
    </Link>
  );
}
