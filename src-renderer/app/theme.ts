/** Paper and ink: the palette of docs and windows. Cinnabar belongs to seals and to FAIL, so errors of fields are ink on amber. */
import { theme, type ThemeConfig } from 'antd';
import type { Scheme } from '../i18n/preferences.tsx';

const cjkSans =
  "'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', 'Source Han Sans SC', sans-serif";

const paper = {
  colorPrimary: '#1f4e79',
  colorTextBase: '#1f2329',
  colorTextSecondary: '#646a73',
  colorTextPlaceholder: '#6b7079',
  colorBgBase: '#ffffff',
  colorBgLayout: '#faf8f5',
  colorBorder: '#cfcac2',
  colorBorderSecondary: '#e4dfd7',
  colorLink: '#1f4e79',
};

const ink = {
  colorPrimary: '#7fb0de',
  colorTextBase: '#e8e6e3',
  colorTextSecondary: '#a6a9ae',
  colorTextPlaceholder: '#a6a9ae',
  colorBgBase: '#17191c',
  colorBgContainer: '#1f2226',
  colorBgElevated: '#26292e',
  colorBgLayout: '#17191c',
  colorBorder: '#474c53',
  colorBorderSecondary: '#33373d',
  colorLink: '#8fbbe4',
  colorTextLightSolid: '#10212f',
};

export function themeOf(scheme: Scheme): ThemeConfig {
  return {
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...(scheme === 'dark' ? ink : paper),
      colorWarning: '#b26a00',
      // Red is spoken for: what a form refuses is amber, and says so in words.
      colorError: scheme === 'dark' ? '#e0a03c' : '#9a5b00',
      colorInfo: scheme === 'dark' ? '#7fb0de' : '#1f4e79',
      fontFamily: cjkSans,
      fontSize: 14,
      lineHeight: 1.6,
      borderRadius: 4,
      controlHeight: 36,
      boxShadow: 'none',
      boxShadowTertiary: 'none',
      // What opens over the page has a thin line around it, as everything else has.
      boxShadowSecondary: `0 0 0 1px ${scheme === 'dark' ? ink.colorBorder : paper.colorBorder}`,
      motionDurationFast: '0.1s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
    },
    components: {
      // A chosen row is paler than its words.
      Table:
        scheme === 'dark'
          ? { rowSelectedBg: '#25313d', rowSelectedHoverBg: '#2b3947' }
          : { rowSelectedBg: '#e8eef4', rowSelectedHoverBg: '#dfe8f0' },
      Button: { primaryShadow: 'none', defaultShadow: 'none' },
    },
  };
}
