import type { BatchObject, BatchView, FileUse } from '../../model/batch.ts';
import { useText } from '../language/language.tsx';
import { InParts } from '../parts/in-parts.tsx';
import { Link } from '../router.tsx';
import { TableLink } from './table-link.tsx';

/** As many as the server tells of. */
const MOST = 1000;

interface ObjectListProps {
  readonly batch: BatchView;
}

/** The objects of a delivery: of each, what is there and what was found. */
export function ObjectList({ batch }: ObjectListProps) {
  const { objects } = batch;
  const text = useText().batches;
  const uses = (Object.keys(text.usesOf) as FileUse[]).filter((use) =>
    objects.some((object) => object.uses[use].expected > 0),
  );
  if (objects.length === 0) return <p className="hint">{text.nothingOf.objects}</p>;
  return (
    <>
      <InParts
        name={text.shows.objects}
        all={objects}
        draw={(part) => (
          <div className="scrolled">
            <table className="objects">
              <thead>
                <tr>
                  <th scope="col">{text.object}</th>
                  <th scope="col">{text.reference}</th>
                  {uses.map((use) => (
                    <th key={use} scope="col">
                      {text.usesOf[use]}
                    </th>
                  ))}
                  <th scope="col">{text.shows.findings}</th>
                </tr>
              </thead>
              <tbody>
                {part.map((object) => (
                  <ObjectRow key={object.objectNumber} batch={batch} object={object} uses={uses} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      />
      {objects.length >= MOST && <p className="hint">{text.thousandObjects}</p>}
    </>
  );
}

interface ObjectRowProps {
  readonly batch: BatchView;
  readonly object: BatchObject;
  readonly uses: readonly FileUse[];
}

function ObjectRow({ batch, object, uses }: ObjectRowProps) {
  const text = useText().batches;
  const { objectNumber, references, itemId, errors, warnings } = object;
  const reference = references.join(', ');
  return (
    <tr>
      <th scope="row">
        <bdi>{objectNumber}</bdi>
      </th>
      <td>
        {itemId === null ? (
          <bdi>{reference}</bdi>
        ) : (
          <span className="object-place">
            <Link to={`/items/${itemId}`}>
              <bdi>{reference}</bdi>
            </Link>
            <TableLink itemId={itemId} reference={reference} batchId={batch.id} />
          </span>
        )}
      </td>
      {uses.map((use) => {
        const { there, expected } = object.uses[use];
        return (
          <td key={use} className={there < expected && !batch.isAwaited ? 'not-whole' : undefined}>
            {text.there(there, expected)}
          </td>
        );
      })}
      <td className="object-findings">
        {errors > 0 && <span className="badge badge-error">{text.errors(errors)}</span>}
        {warnings > 0 && <span className="badge badge-warning">{text.warnings(warnings)}</span>}
      </td>
    </tr>
  );
}
