import type { Region } from '../../model/finding.ts';
import type { TableSide } from '../../model/table-view.ts';
import type { Picture } from './pictures.ts';

interface RegionsProps {
  readonly side: TableSide;
  readonly picture: Picture;
}

/** Boxes over a page where something was found, or seen by who rejected it: only over the very scan that it was on. */
export function Regions({ side, picture }: RegionsProps) {
  return (
    <>
      {side.latest === picture.version && <Found side={side} picture={picture} />}
      {side.review?.region && side.shown === picture.version && (
        <RegionBox region={side.review.region} picture={picture} look="judged" />
      )}
    </>
  );
}

function Found({ side, picture }: RegionsProps) {
  return side.findings.map(({ rule, message, severity, region }) =>
    region === undefined ? null : (
      <RegionBox
        key={`${rule} ${message} ${region.x} ${region.y}`}
        region={region}
        picture={picture}
        look={severity}
      />
    ),
  );
}

/** One box over a page. */
export function RegionBox({
  region,
  picture,
  look,
}: {
  readonly region: Region;
  readonly picture: Picture;
  readonly look: 'error' | 'warning' | 'judged' | 'drawn';
}) {
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return (
    <span
      className={`table-region table-region-${look}`}
      style={{
        left: share(region.x, picture.width),
        top: share(region.y, picture.height),
        width: share(region.width, picture.width),
        height: share(region.height, picture.height),
      }}
    />
  );
}
