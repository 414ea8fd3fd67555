/** How Teams draws a card, near enough to look at: colours, sizes and spacing of its light and dark themes. */
export function teamsHostConfig(dark: boolean): unknown {
  const colour = (normal: string, subtle: string) => ({
    default: normal,
    subtle,
    highlightColors: { default: '#22000000', subtle: '#11000000' },
  });
  const foregroundColors = dark
    ? {
        default: colour('#FFFFFF', '#BFFFFFFF'),
        dark: colour('#C8C6C4', '#BFC8C6C4'),
        light: colour('#FFFFFF', '#FFFFFF'),
        accent: colour('#9299F7', '#9299F7'),
        good: colour('#92C353', '#92C353'),
        warning: colour('#F8D22A', '#F8D22A'),
        attention: colour('#F9526B', '#F9526B'),
      }
    : {
        default: colour('#252424', '#BF252424'),
        dark: colour('#252424', '#BF252424'),
        light: colour('#FFFFFF', '#FFFFFF'),
        accent: colour('#6264A7', '#8B8CC7'),
        good: colour('#237B4B', '#13A10E'),
        warning: colour('#835C00', '#986F0B'),
        attention: colour('#C4314B', '#C4314B'),
      };
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  const styles = dark
    ? ['#292929', '#1F1F1F', '#0D2E0D', '#463100', '#3E1F25', '#2F2F4A']
    : ['#FFFFFF', '#F3F2F1', '#E7F2DA', '#FBF6D9', '#FCF4F6', '#E8EBFA'];
  const names = ['default', 'emphasis', 'good', 'warning', 'attention', 'accent'];
  return {
    fontFamily: "'Segoe UI','Open Sans','Liberation Sans',sans-serif",
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: dark ? '#3B3A39' : '#E1DFDD' },
    supportsInteractivity: true,
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    containerStyles: Object.fromEntries(names.map((name, index) => [name, style(styles[index] ?? '')])),
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
