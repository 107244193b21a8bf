/** A table of thousands: as many rows as are in sight, each fetched when it comes there. Rows have a place, 0 for the first. */
import { Table } from 'antd';
import { ErrorNotice } from './error-notice.tsx';
import { leastWidth } from './least-width.ts';
import { useChunks } from './use-chunks.ts';
import { useHeight } from './use-height.ts';
import './many-rows.css';

export interface Column<T> {
  readonly key: string;
  readonly title?: string;
  readonly width?: number;
  readonly align?: 'right';
  readonly render: (row: T) => React.ReactNode;
}

interface ManyRowsProps<T> {
  readonly count: number;
  /** Gives rows from a place on; they are asked anew when it is another function. */
  readonly load: (from: number, count: number) => Promise<readonly T[]>;
  readonly columns: readonly Column<T>[];
  readonly isLooked: (row: T) => boolean;
}

interface Place {
  readonly place: number;
}

/** Of the head of the table, and the least that its body keeps, CSS pixels. */
const HEAD = 40;
const LEAST = 120;

export function ManyRows<T>({ count, load, columns, isLooked }: ManyRowsProps<T>) {
  const { measure, height } = useHeight();
  const { at, error } = useChunks(load);
  const drawn = columns.map(({ render, ...column }) => ({
    ...column,
    render(_: unknown, { place }: Place) {
      const row = at(place);
      return row === undefined ? '…' : render(row);
    },
  }));
  const isRowLooked = (row: T | undefined): boolean => row !== undefined && isLooked(row);
  return (
    <div ref={measure} className="many-rows">
      <ErrorNotice error={error} />
      {height > 0 && (
        <Table
          virtual
          size="small"
          rowKey="place"
          dataSource={Array.from({ length: count }, (_, place): Place => ({ place }))}
          columns={drawn}
          pagination={false}
          scroll={{ x: leastWidth(columns), y: Math.max(LEAST, height - HEAD) }}
          rowClassName={({ place }) => (isRowLooked(at(place)) ? 'many-looked' : '')}
        />
      )}
    </div>
  );
}

/** Two lines in one cell: the second says more of the first. */
export function TwoLines({ first, second }: { readonly first: string; readonly second: string | null }) {
  return (
    <span className="many-two">
      <span title={first}>{first}</span>
      {second !== null && second !== '' && <span className="secondary">{second}</span>}
    </span>
  );
}
