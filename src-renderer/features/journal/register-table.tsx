/** The register as a table, whatever its rows are: pages of fifty, newest first, and why it is empty where it is. */
import { Table, type TableProps } from 'antd';
import { useEffect, useState } from 'react';
import { useOffice } from '../../state/office.tsx';

interface RegisterTableProps<T> {
  readonly rows: readonly T[];
  readonly columns: NonNullable<TableProps<T>['columns']>;
  /** What stands in the place of rows. */
  readonly empty: string;
}

export function RegisterTable<T extends object>({ rows, columns, empty }: RegisterTableProps<T>) {
  return (
    <Table<T>
      size="small"
      rowKey="seq"
      dataSource={rows}
      columns={columns}
      // A number stays on one line, and a long path breaks instead.
      tableLayout="fixed"
      scroll={{ x: 1120 }}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <p className="secondary table-empty">{empty}</p> }}
    />
  );
}

/** Newest first; asked again when a request moves. `ask` must stay the same function. */
export function useNewestFirst<T>(ask: () => Promise<readonly T[]>): {
  readonly rows: readonly T[];
  readonly error: unknown;
} {
  const { requests } = useOffice();
  const [state, setState] = useState<{ rows: readonly T[]; error: unknown }>({ rows: [], error: null });
  useEffect(() => {
    ask().then(
      (rows) => setState({ rows: rows.toReversed(), error: null }),
      (error: unknown) => setState({ rows: [], error }),
    );
  }, [ask, requests]);
  return state;
}
