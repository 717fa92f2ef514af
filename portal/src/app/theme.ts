import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const cham: MantineColorsTuple = ['#EEF2FB', '#DDE5F6', '#BBCAEB', '#93AADF', '#6A88CD', '#4568B4', '#2F5199', '#24407B', '#1A2F5C', '#122142'];

/** The head of a dialog is no banner of the page. */
const DIALOG_PARTS = { header: { role: 'presentation' } };

export const theme = createTheme({
  colors: { cham },
  primaryColor: 'cham',
  primaryShade: 6,
  defaultRadius: 5,
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.3' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '24px' },
  radius: { xs: '3px', sm: '5px', md: '5px', lg: '8px', xl: '12px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Input: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { radius: 12, centered: true, attributes: DIALOG_PARTS, overlayProps: { backgroundOpacity: 0.45 } } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
});

/** Mantine's own names, filled with ours, so that both colour schemes come from tokens.css alone. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-2)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-dimmed': 'var(--text-2)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-anchor': 'var(--brand-text)',
    '--mantine-color-error': 'var(--late-text)',
    '--mantine-color-disabled': 'var(--surface-3)',
    '--mantine-color-disabled-color': 'var(--text-2)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-primary-color-filled': 'var(--brand)',
    '--mantine-primary-color-filled-hover': 'var(--brand-hover)',
    '--mantine-primary-color-light': 'var(--brand-soft-2)',
    '--mantine-primary-color-light-hover': 'var(--brand-soft)',
    '--mantine-primary-color-light-color': 'var(--brand-text)',
    '--mantine-color-cham-filled': 'var(--brand)',
    '--mantine-color-cham-filled-hover': 'var(--brand-hover)',
    '--mantine-color-cham-light': 'var(--brand-soft-2)',
    '--mantine-color-cham-light-hover': 'var(--brand-soft)',
    '--mantine-color-cham-light-color': 'var(--brand-text)',
    '--mantine-color-cham-outline': 'var(--brand-text)',
    '--mantine-color-cham-text': 'var(--brand-text)',
  };
  return { variables: {}, light: shared, dark: shared };
};
