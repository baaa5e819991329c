// Icons of the lucide set (ISC), as they come.
import alert from "lucide-static/icons/circle-alert.svg?raw";
import bucket from "lucide-static/icons/paint-bucket.svg?raw";
import brush from "lucide-static/icons/brush.svg?raw";
import check from "lucide-static/icons/check.svg?raw";
import close from "lucide-static/icons/x.svg?raw";
import down from "lucide-static/icons/arrow-down.svg?raw";
import eraser from "lucide-static/icons/eraser.svg?raw";
import fit from "lucide-static/icons/maximize.svg?raw";
import fold from "lucide-static/icons/panel-right-close.svg?raw";
import help from "lucide-static/icons/keyboard.svg?raw";
import hand from "lucide-static/icons/hand.svg?raw";
import loader from "lucide-static/icons/loader-circle.svg?raw";
import menu from "lucide-static/icons/ellipsis.svg?raw";
import minus from "lucide-static/icons/minus.svg?raw";
import note from "lucide-static/icons/notebook-pen.svg?raw";
import palette from "lucide-static/icons/palette.svg?raw";
import pause from "lucide-static/icons/pause.svg?raw";
import pipette from "lucide-static/icons/pipette.svg?raw";
import play from "lucide-static/icons/play.svg?raw";
import plus from "lucide-static/icons/plus.svg?raw";
import redo from "lucide-static/icons/redo-2.svg?raw";
import select from "lucide-static/icons/lasso-select.svg?raw";
import share from "lucide-static/icons/share-2.svg?raw";
import sparkles from "lucide-static/icons/sparkles.svg?raw";
import undo from "lucide-static/icons/undo-2.svg?raw";
import up from "lucide-static/icons/arrow-up.svg?raw";

const icons = { alert, brush, bucket, check, close, down, eraser, fit, fold, hand, help, loader, menu, minus, note, palette, pause, pipette, play, plus, redo, select, share, sparkles, undo, up };

export type IconName = keyof typeof icons;

export function Icon({ name }: { name: IconName }) {
  return <span class="icon" aria-hidden="true" dangerouslySetInnerHTML={{ __html: icons[name] }} />;
}
