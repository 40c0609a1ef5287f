import { Palette } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { themeIds, type ThemeId } from './ids.ts';
import { palettes } from './palettes.ts';
import { chooseTheme, useTheme } from './theme.ts';

/** @param onChoose tells whoever keeps it beyond this browser. */
export function ThemeMenu({ onChoose }: { onChoose?: (theme: ThemeId) => void }) {
  const current = useTheme();
  return (
    <Menu
      label="Theme"
      trigger={<IconButton label={`Theme: ${palettes[current].name}`}><Palette /></IconButton>}
      items={themeIds.map((id) => ({
        label: palettes[id].name,
        hint: palettes[id].tagline,
        swatch: [palettes[id].surface, palettes[id].primary, palettes[id].accent],
        chosen: id === current,
        onSelect: () => {
          chooseTheme(id);
          onChoose?.(id);
        },
      }))}
    />
  );
}
