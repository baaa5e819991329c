// Icons of the lucide set (ISC), as they come.
import bucket from "lucide-static/icons/paint-bucket.svg?raw";
import brush from "lucide-static/icons/brush.svg?raw";
import eraser from "lucide-static/icons/eraser.svg?raw";
import fit from "lucide-static/icons/maximize.svg?raw";
import help from "lucide-static/icons/keyboard.svg?raw";
import hand from "lucide-static/icons/hand.svg?raw";
import menu from "lucide-static/icons/ellipsis.svg?raw";
import minus from "lucide-static/icons/minus.svg?raw";
import palette from "lucide-static/icons/palette.svg?raw";
import pipette from "lucide-static/icons/pipette.svg?raw";
import plus from "lucide-static/icons/plus.svg?raw";
import redo from "lucide-static/icons/redo-2.svg?raw";
import select from "lucide-static/icons/lasso-select.svg?raw";
import share from "lucide-static/icons/share-2.svg?raw";
import undo from "lucide-static/icons/undo-2.svg?raw";

const icons = { brush, bucket, eraser, fit, hand, help, menu, minus, palette, pipette, plus, redo, select, share, undo };

export type IconName = keyof typeof icons;

export function Icon({ name }: { name: IconName }) {
  return <span class="icon" aria-hidden="true" dangerouslySetInnerHTML={{ __html: icons[name] }} />;
}
