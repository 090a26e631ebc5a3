import { type ReactNode, useState } from 'react';
import { Pager } from './pager.tsx';

const PART_SIZE = 50;

interface InPartsProps<T> {
  readonly name: string;
  readonly all: readonly T[];
  readonly draw: (part: readonly T[]) => ReactNode;
}

/** A list that is here as a whole, and drawn a part at a time. */
export function InParts<T>({ name, all, draw }: InPartsProps<T>) {
  const [wanted, setFrom] = useState(0);
  const from = wanted < all.length ? wanted : 0;
  const part = all.slice(from, from + PART_SIZE);
  const end = from + part.length;
  const pager = (
    <Pager
      name={name}
      from={from + 1}
      to={end}
      total={all.length}
      goBack={from === 0 ? undefined : () => setFrom(Math.max(0, from - PART_SIZE))}
      goOn={end >= all.length ? undefined : () => setFrom(end)}
    />
  );
  return (
    <>
      {/* Above for the keyboard, which would go through every line before it; below for who has read to the end. */}
      {pager}
      {draw(part)}
      {pager}
    </>
  );
}
