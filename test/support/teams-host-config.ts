/** Teams has three of them; high contrast is white and a few bright colours on black, whatever the style of a container. */
export const themes = ['light', 'dark', 'highContrast'] as const;
export type Theme = (typeof themes)[number];

/** Around and inside the card, what the host draws itself: lines, fields, buttons. */
export const themeColours = {
  light: { ground: '#F5F5F5', line: '#D1D1D1', paper: '#FFF', ink: '#242424', strong: '#5B5FC7', onStrong: '#FFF' },
  dark: { ground: '#1F1F1F', line: '#605E5C', paper: '#2D2C2C', ink: '#FFF', strong: '#5B5FC7', onStrong: '#FFF' },
  highContrast: { ground: '#000', line: '#FFF', paper: '#000', ink: '#FFF', strong: '#FFFF01', onStrong: '#000' },
} as const;

/** Of letters, in the order default, dark, light, accent, good, warning, attention; each normal and subtle. */
const letters: Readonly<Record<Theme, readonly (readonly [normal: string, subtle: string])[]>> = {
  light: [
    ['#252424', '#BF252424'],
    ['#252424', '#BF252424'],
    ['#FFFFFF', '#FFFFFF'],
    ['#6264A7', '#8B8CC7'],
    ['#237B4B', '#13A10E'],
    ['#835C00', '#986F0B'],
    ['#C4314B', '#C4314B'],
  ],
  dark: [
    ['#FFFFFF', '#BFFFFFFF'],
    ['#C8C6C4', '#BFC8C6C4'],
    ['#FFFFFF', '#FFFFFF'],
    ['#9299F7', '#9299F7'],
    ['#92C353', '#92C353'],
    ['#F8D22A', '#F8D22A'],
    ['#F9526B', '#F9526B'],
  ],
  highContrast: [
    ['#FFFFFF', '#FFFFFF'],
    ['#FFFFFF', '#FFFFFF'],
    ['#FFFFFF', '#FFFFFF'],
    ['#FFFF01', '#FFFF01'],
    ['#3FF23F', '#3FF23F'],
    ['#FFFF01', '#FFFF01'],
    ['#FFA8A8', '#FFA8A8'],
  ],
};

/** Behind the letters, in the order default, emphasis, good, warning, attention, accent. */
const grounds: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#FFFFFF', '#F3F2F1', '#E7F2DA', '#FBF6D9', '#FCF4F6', '#E8EBFA'],
  dark: ['#292929', '#1F1F1F', '#0D2E0D', '#463100', '#3E1F25', '#2F2F4A'],
  highContrast: ['#000000', '#000000', '#000000', '#000000', '#000000', '#000000'],
};

const separators: Readonly<Record<Theme, string>> = { light: '#E1DFDD', dark: '#3B3A39', highContrast: '#FFFFFF' };

/** How Teams draws a card, near enough to look at: colours, sizes and spacing of its themes. */
export function teamsHostConfig(theme: Theme): unknown {
  const kinds = ['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'];
  const highlightColors = { default: '#22000000', subtle: '#11000000' };
  const foregroundColors = Object.fromEntries(
    kinds.map((kind, index) => {
      const [normal = '', subtle = ''] = letters[theme][index] ?? [];
      return [kind, { default: normal, subtle, highlightColors }];
    }),
  );
  const names = ['default', 'emphasis', 'good', 'warning', 'attention', 'accent'];
  return {
    fontFamily: "'Segoe UI','Open Sans','Liberation Sans',sans-serif",
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: separators[theme] },
    supportsInteractivity: true,
    textBlock: { headingLevel: 3 },
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    containerStyles: Object.fromEntries(
      names.map((name, index) => [name, { backgroundColor: grounds[theme][index] ?? '', foregroundColors }]),
    ),
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    inputs: {
      label: { inputSpacing: 'small', requiredInputs: { suffix: ' *', suffixColor: 'attention' } },
      errorMessage: { color: 'attention' },
    },
    table: { cellSpacing: 8 },
  };
}
