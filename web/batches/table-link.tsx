import { useText } from '../language/language.tsx';
import { Link } from '../router.tsx';

interface TableLinkProps {
  readonly itemId: string;
  readonly reference: string;
  /** The delivery that one comes from, and can go back to. */
  readonly batchId: string;
}

/** The way to an item's light table. */
export function TableLink({ itemId, reference, batchId }: TableLinkProps) {
  const text = useText().batches;
  return (
    <Link to={`/items/${itemId}/table?delivery=${batchId}`} className="table-link">
      <span aria-hidden="true">{text.toTable}</span>
      <span className="visually-hidden">{text.toTableOf(reference)}</span>
    </Link>
  );
}
