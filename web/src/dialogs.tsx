// The dialogs, loaded when the first of them is opened.
import { Clear } from "./clear";
import { Export, type Piece } from "./export";
import { NewPiece } from "./fresh";
import { Gallery } from "./gallery";
import { Help, Menu } from "./menu";
import { Opening } from "./opening";
import { Me, People } from "./people";
import { Share } from "./share";
import { Spaces } from "./spaces";
import type { Actions } from "./panels";
import * as store from "./store";
import { Working } from "./working";

export default function Dialogs({ token, act, rename, piece }: Actions & { piece: Piece }) {
  return (
    <>
      {store.menu.value && <Menu act={act} close={() => { store.menu.value = false; }} />}
      {store.help.value && <Help close={() => { store.help.value = false; }} />}
      {store.gallery.value && <Gallery token={token} close={() => { store.gallery.value = false; }} />}
      {store.fresh.value && <NewPiece token={token} close={() => { store.fresh.value = false; }} />}
      {store.clearing.value && <Clear token={token} width={piece.width} height={piece.height} close={() => { store.clearing.value = false; }} />}
      {store.opening.value && <Opening token={token} close={() => { store.opening.value = false; }} />}
      {store.people.value && <People act={act} close={() => { store.people.value = false; }} />}
      {store.me.value && <Me rename={rename} close={() => { store.me.value = false; }} />}
      {store.spaces.value && <Spaces token={token} close={() => { store.spaces.value = false; }} />}
      {store.exporting.value ? <Export piece={piece} close={() => { store.exporting.value = false; }} /> : <Working />}
      {store.sharing.value && <Share token={token} close={() => { store.sharing.value = false; }} />}
    </>
  );
}
