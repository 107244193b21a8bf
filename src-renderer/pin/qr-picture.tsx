/** A QR code from its rows, as one path: nothing is fetched, and nothing of it is a file. */

export interface QrProps {
  /** Each a text of 0 and 1. */
  readonly rows: readonly string[];
  readonly name: string;
}

export function QrPicture({ rows, name }: QrProps) {
  const size = rows.length;
  const path = rows
    .flatMap((row, y) => [...row].map((bit, x) => (bit === '1' ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      className="code-qr"
      role="img"
      aria-label={name}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
