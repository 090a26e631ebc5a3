interface KeyProps {
  /** The class of each mark in the chart, and what it stands for. */
  readonly of: readonly (readonly [string, string])[];
}

/** What the marks of a chart stand for. */
export function Key({ of }: KeyProps) {
  return (
    <ul className="statistics-key">
      {of.map(([className, words]) => (
        <li key={className}>
          <svg viewBox="0 0 24 12" aria-hidden="true">
            {className.startsWith('statistics-line') ? (
              <g className={className}>
                <polyline points="0,6 24,6" />
                <circle cx={12} cy={6} r={3} />
              </g>
            ) : (
              <rect className={className} width={24} height={12} />
            )}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}
