import { localUrl } from '../api.ts';

/** A small image, or a sheet of paper where there is none yet. Its words stand beside it, so it has none itself. */
export function Thumbnail({ url }: { readonly url: string | null }) {
  return (
    <span className="thumbnail">
      {url === null ? (
        <span className="thumbnail-none" />
      ) : (
        <img src={localUrl(url)} alt="" loading="lazy" decoding="async" draggable={false} />
      )}
    </span>
  );
}
