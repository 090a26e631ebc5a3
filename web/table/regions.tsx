import type { TableSide } from '../../model/table-view.ts';
import type { Picture } from './pictures.ts';

/** Boxes over a page where something was found: only over the very scan that it was found on. */
export function Regions({ side, picture }: { readonly side: TableSide; readonly picture: Picture }) {
  if (side.latest !== picture.version) return null;
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return side.findings.map(({ rule, message, severity, region }) =>
    region === undefined ? null : (
      <span
        key={`${rule} ${message} ${region.x} ${region.y}`}
        className={`table-region table-region-${severity}`}
        style={{
          left: share(region.x, picture.width),
          top: share(region.y, picture.height),
          width: share(region.width, picture.width),
          height: share(region.height, picture.height),
        }}
      />
    ),
  );
}
