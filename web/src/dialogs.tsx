// The dialogs, loaded when the first of them is opened.
import { NewPiece } from "./fresh";
import { Gallery } from "./gallery";
import { Help, Menu } from "./menu";
import { Share } from "./share";
import * as store from "./store";

export default function Dialogs({ token, act }: { token: string; act: (name: string) => void }) {
  return (
    <>
      {store.menu.value && <Menu act={act} close={() => { store.menu.value = false; }} />}
      {store.help.value && <Help close={() => { store.help.value = false; }} />}
      {store.gallery.value && <Gallery token={token} close={() => { store.gallery.value = false; }} />}
      {store.fresh.value && <NewPiece token={token} close={() => { store.fresh.value = false; }} />}
      {store.sharing.value && <Share token={token} close={() => { store.sharing.value = false; }} />}
    </>
  );
}
