/** The bar above a document: thumbnails, page number, zoom, search. Every part has a key or a name. */
import {
  ColumnWidthOutlined,
  FileOutlined,
  UnorderedListOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { viewerWords } from '../i18n/viewer-words.ts';
import { useWords } from '../i18n/words.ts';
import { PageField } from './page-field.tsx';
import { SearchField } from './search-field.tsx';
import type { Search } from './use-search.ts';
import type { ZoomState } from './use-zoom.ts';

export interface ViewerBarProps {
  readonly zoom: ZoomState;
  /** Null: what is shown cannot be searched. */
  readonly search: Search | null;
  readonly page: number;
  readonly pageCount: number;
  readonly onPage: (page: number) => void;
  /** Absent where thumbnails are always there. */
  readonly thumbnails?: { readonly isOpen: boolean; readonly toggle: () => void };
}

export function ViewerBar({ zoom, search, page, pageCount, onPage, thumbnails }: ViewerBarProps) {
  const say = useWords(viewerWords);
  return (
    <div className="viewer-bar" role="toolbar" aria-label={say('bar')}>
      {thumbnails && (
        <Tooltip title={say('thumbnails')}>
          <Button
            type="text"
            icon={<UnorderedListOutlined />}
            aria-label={say('thumbnails')}
            aria-pressed={thumbnails.isOpen}
            onClick={thumbnails.toggle}
          />
        </Tooltip>
      )}
      <PageField page={page} pageCount={pageCount} onPage={onPage} />
      <ZoomButtons zoom={zoom} />
      {search && <SearchField search={search} page={page} />}
    </div>
  );
}

function ZoomButtons({ zoom: { zoom, choose, step, percent } }: { readonly zoom: ZoomState }) {
  const say = useWords(viewerWords);
  const button = (key: 'zoomOut' | 'zoomIn' | 'fitWidth' | 'fitPage', act: () => void, isOn?: boolean) => (
    <Tooltip title={say(key)}>
      <Button type="text" icon={icons[key]} aria-label={say(key)} aria-pressed={isOn} onClick={act} />
    </Tooltip>
  );
  return (
    <span className="viewer-group">
      {button('zoomOut', () => step(-1))}
      <span className="viewer-percent" aria-live="polite">
        {percent} %
      </span>
      {button('zoomIn', () => step(1))}
      {button('fitWidth', () => choose('width'), zoom === 'width')}
      {button('fitPage', () => choose('page'), zoom === 'page')}
    </span>
  );
}

const icons = {
  zoomOut: <ZoomOutOutlined />,
  zoomIn: <ZoomInOutlined />,
  fitWidth: <ColumnWidthOutlined />,
  fitPage: <FileOutlined />,
};
