<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
    <context>
        <name>Stylizer</name>
        <message>
            <source>CPU, {count} threads</source>
            <translation>CPU, {count} thread</translation>
        </message>
        <message>
            <source>Painting with {device}.</source>
            <translation>Si dipinge con {device}.</translation>
        </message>
        <message>
            <source>Painting with the CPU, as set in the preferences.</source>
            <translation>Si dipinge con la CPU, come impostato nelle preferenze.</translation>
        </message>
        <message>
            <source>{device} works, but is slower.</source>
            <translation>{device}: funziona, ma con minore velocità.</translation>
        </message>
        <message>
            <source>The NVIDIA graphics card needs its libraries: run “{command}” in a terminal.</source>
            <translation>Alla scheda NVIDIA mancano le librerie: esegui «{command}» in un terminale.</translation>
        </message>
        <message>
            <source>Painting with the CPU: no working graphics card was found.</source>
            <translation>Si dipinge con la CPU: non è stata trovata nessuna scheda grafica funzionante.</translation>
        </message>
        <message>
            <source>Painting with the CPU.</source>
            <translation>Si dipinge con la CPU.</translation>
        </message>
        <message>
            <source>Pasted picture</source>
            <translation>Immagine incollata</translation>
        </message>
        <message>
            <source>Qt is used as a shared library under the GNU Lesser General Public License, version 3: you may replace it by your own build.</source>
            <translation>Qt è usato come libreria condivisa secondo la GNU Lesser General Public License, versione 3: puoi sostituirlo con una tua versione.</translation>
        </message>
        <message>
            <source>Drawings, example photos and icons were made for this program and share its licence.</source>
            <translation>Disegni, foto di esempio e icone sono stati fatti per questo programma e ne condividono la licenza.</translation>
        </message>
        <message>
            <source>About Stylizer</source>
            <translation>Informazioni su Stylizer</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>Licenze</translation>
        </message>
        <message>
            <source>Version {version}</source>
            <translation>Versione {version}</translation>
        </message>
        <message>
            <source>Paints photos in the style of paintings, on this computer only: your pictures never leave it.</source>
            <translation>Dipinge le foto nello stile dei dipinti, solo su questo computer: le tue immagini non ne escono mai.</translation>
        </message>
        <message>
            <source>Licence: Apache 2.0</source>
            <translation>Licenza: Apache 2.0</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>Cornice</translation>
        </message>
        <message>
            <source>Arrow keys move the frame; with Shift they resize it.</source>
            <translation>Le frecce spostano la cornice; con Shift la ridimensionano.</translation>
        </message>
        <message>
            <source>Shape</source>
            <translation>Forma</translation>
        </message>
        <message>
            <source>Any shape</source>
            <translation>Forma libera</translation>
        </message>
        <message>
            <source>Square</source>
            <translation>Quadrato</translation>
        </message>
        <message>
            <source>A4, A3 (landscape)</source>
            <translation>A4, A3 (orizzontale)</translation>
        </message>
        <message>
            <source>A4, A3 (portrait)</source>
            <translation>A4, A3 (verticale)</translation>
        </message>
        <message>
            <source>Whole picture</source>
            <translation>Immagine intera</translation>
        </message>
        <message>
            <source>Crop</source>
            <translation>Ritaglia</translation>
        </message>
        <message>
            <source>Landscapes and large shapes</source>
            <translation>Paesaggi e forme ampie</translation>
        </message>
        <message>
            <source>Sky, water, trees and houses turn into strokes without losing what they are.</source>
            <translation>Cielo, acqua, alberi e case diventano pennellate senza perdere la loro natura.</translation>
        </message>
        <message>
            <source>Paintings with visible strokes</source>
            <translation>Dipinti con il segno in vista</translation>
        </message>
        <message>
            <source>The more visible the brush, the ink or the mosaic is, the more of it appears in the photo.</source>
            <translation>Più si vedono il pennello, l’inchiostro o le tessere, più ne arriva nella foto.</translation>
        </message>
        <message>
            <source>Small things that matter</source>
            <translation>Piccoli particolari importanti</translation>
        </message>
        <message>
            <source>Faces in a group and lettering get lost in the strokes: lower the strength, or use a finer brush.</source>
            <translation>I volti in un gruppo e le scritte si perdono nelle pennellate: riduci l’intensità o usa un pennello più sottile.</translation>
        </message>
        <message>
            <source>Photos with little detail</source>
            <translation>Foto con pochi dettagli</translation>
        </message>
        <message>
            <source>Fog, empty walls and clear sky give the brush nothing to follow: patterns appear from nowhere.</source>
            <translation>Nebbia, pareti vuote e cielo sereno non danno al pennello nulla da seguire: compaiono motivi dal nulla.</translation>
        </message>
        <message>
            <source>What works well, and what does not</source>
            <translation>Che cosa riesce bene e che cosa no</translation>
        </message>
        <message>
            <source>The networks paint strokes, textures and colours; they do not know what is in a picture.</source>
            <translation>Le reti dipingono pennellate, trame e colori; non sanno che cosa c’è in un’immagine.</translation>
        </message>
        <message>
            <source>Works well</source>
            <translation>Riesce bene</translation>
        </message>
        <message>
            <source>Works less well</source>
            <translation>Riesce meno bene</translation>
        </message>
        <message>
            <source>{cm} cm ({inches} in)</source>
            <translation>{cm} cm ({inches} in)</translation>
        </message>
        <message>
            <source>At full size</source>
            <translation>A piena grandezza</translation>
        </message>
        <message>
            <source>Save… paints every pixel of the photo, in layers: broad strokes first, then finer ones that follow the photo. What the window shows at 100 % is what is saved, and strokes that look right in the window look right on paper, whatever its size.</source>
            <translation>Salva… dipinge ogni pixel della foto, a strati: prima le pennellate larghe, poi quelle più fini, che seguono la foto. Ciò che la finestra mostra al 100 % è ciò che viene salvato, e le pennellate che vanno bene nella finestra vanno bene sulla carta, di qualunque formato.</translation>
        </message>
        <message>
            <source>Larger than the photo</source>
            <translation>Più grande della foto</translation>
        </message>
        <message>
            <source>A size above the photo’s own is painted for that size: the strokes stay crisp, though the photo has no more detail to give.</source>
            <translation>Anche una dimensione maggiore di quella della foto viene dipinta apposta: le pennellate restano nitide, anche se la foto non ha altri dettagli da dare.</translation>
        </message>
        <message>
            <source>Where the size is set</source>
            <translation>Dove si scelgono le dimensioni</translation>
        </message>
        <message>
            <source>In Save…, under Size: centimetres or inches and the dots per inch, or a sheet such as A4, A3, A2 or Letter that the picture fits on. To fill a sheet, crop the photo to its shape first. When the picture is saved, its card offers Print…, which fits it on the sheet or fills it.</source>
            <translation>In Salva…, alla voce Dimensioni: centimetri o pollici e i punti per pollice, oppure un foglio come A4, A3, A2 o Letter in cui l’immagine entra. Per riempire un foglio, ritaglia prima la foto nella sua forma. Quando l’immagine è salvata, la sua scheda offre Stampa…, che la mostra intera sul foglio o lo riempie.</translation>
        </message>
        <message>
            <source>Large prints</source>
            <translation>Stampe grandi</translation>
        </message>
        <message>
            <source>A photo is painted at its own size: its pixels decide how large it can be printed.</source>
            <translation>Una foto viene dipinta alla sua dimensione: i suoi pixel decidono quanto grande si può stampare.</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>In the hand: {dpi} dpi</source>
            <translation>In mano: {dpi} dpi</translation>
        </message>
        <message>
            <source>On the wall: {dpi} dpi</source>
            <translation>Alla parete: {dpi} dpi</translation>
        </message>
        <message>
            <source>Yours: {size}</source>
            <translation>La tua: {size}</translation>
        </message>
        <message>
            <source>How large can I print?</source>
            <translation>Quanto grande posso stampare?</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salva</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Rinomina</translation>
        </message>
        <message>
            <source>A look of this name is there already and will be replaced.</source>
            <translation>C’è già uno stile con questo nome: verrà sostituito.</translation>
        </message>
        <message>
            <source>A look of this name is there already.</source>
            <translation>C’è già uno stile con questo nome.</translation>
        </message>
        <message>
            <source>Paintings, shares and sliders are kept; the photo is not.</source>
            <translation>Si conservano dipinti, quote e cursori; la foto no.</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>versione {number}</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Rimuovi</translation>
        </message>
        <message>
            <source>Remove for good?</source>
            <translation>Rimuovere per sempre?</translation>
        </message>
        <message>
            <source>The same photo before and after</source>
            <translation>La stessa foto prima e dopo</translation>
        </message>
        <message>
            <source>Add…</source>
            <translation>Aggiungi…</translation>
        </message>
        <message>
            <source>Install networks from a .zip file, or from a folder with a pack.toml</source>
            <translation>Installa reti da un file .zip o da una cartella con un pack.toml</translation>
        </message>
        <message>
            <source>Packs of networks</source>
            <translation>Pacchetti di reti</translation>
        </message>
        <message>
            <source>Add networks</source>
            <translation>Aggiungi reti</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>Tutti i file</translation>
        </message>
        <message>
            <source>{name} is checked…</source>
            <translation>{name} viene controllato…</translation>
        </message>
        <message>
            <source>{name} is removed…</source>
            <translation>{name} viene rimosso…</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Chiudi</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>Preferenze</translation>
        </message>
        <message>
            <source>megapixels</source>
            <translation>megapixel</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Finestra</translation>
        </message>
        <message>
            <source>Saving</source>
            <translation>Salvataggio</translation>
        </message>
        <message>
            <source>How it paints</source>
            <translation>Come dipinge</translation>
        </message>
        <message>
            <source>Restore defaults</source>
            <translation>Ripristina i valori predefiniti</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>{label}: “{value}” is not possible.</source>
            <translation>{label}: «{value}» non è possibile.</translation>
        </message>
        <message>
            <source>The sheet as it will be printed</source>
            <translation>Il foglio come verrà stampato</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Stampa</translation>
        </message>
        <message>
            <source>Fill the sheet</source>
            <translation>Riempi il foglio</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Carta</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Stampa…</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Coda</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Scegli…</translation>
        </message>
        <message>
            <source>a folder beside the first photo</source>
            <translation>una cartella accanto alla prima foto</translation>
        </message>
        <message>
            <source>Add photos…</source>
            <translation>Aggiungi foto…</translation>
        </message>
        <message>
            <source>Add a folder…</source>
            <translation>Aggiungi una cartella…</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>Su</translation>
        </message>
        <message>
            <source>Down</source>
            <translation>Giù</translation>
        </message>
        <message>
            <source>Retry failed</source>
            <translation>Riprova le non riuscite</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Ferma</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Inizia</translation>
        </message>
        <message>
            <source>Paints many photos and clips one after another while you go on working, each with what is chosen in the window when you add it.</source>
            <translation>Dipinge tante foto e filmati, uno dopo l’altro, mentre continui a lavorare; ciascuno con ciò che è scelto nella finestra quando lo aggiungi.</translation>
        </message>
        <message>
            <source>Results go to</source>
            <translation>I risultati vanno in</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Riprendi</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausa</translation>
        </message>
        <message>
            <source>Folder to save in</source>
            <translation>Cartella in cui salvare</translation>
        </message>
        <message>
            <source>Drop photos, folders or video clips here</source>
            <translation>Trascina qui foto, cartelle o filmati</translation>
        </message>
        <message>
            <source>A folder brings its subfolders along. What waits here is kept when you close Stylizer.</source>
            <translation>Una cartella porta con sé le sue sottocartelle. Ciò che è in attesa resta qui anche se chiudi Stylizer.</translation>
        </message>
        <message>
            <source>Each of the chosen looks by itself</source>
            <translation>Ogni stile scelto per conto suo</translation>
        </message>
        <message>
            <source>as chosen in the window</source>
            <translation>come nella finestra</translation>
        </message>
        <message>
            <source>Several paint every photo once with each of them: 60 100</source>
            <translation>Più valori dipingono ogni foto una volta con ciascuno: 60 100</translation>
        </message>
        <message>
            <source>Looks: {names} – + on a tile of the shelf adds one</source>
            <translation>Stili: {names} – il + su un riquadro dello scaffale ne aggiunge uno</translation>
        </message>
        <message>
            <source>No look is chosen yet: click a tile of the shelf in the window</source>
            <translation>Nessuno stile scelto: fai clic su un riquadro dello scaffale nella finestra</translation>
        </message>
        <message>
            <source>For example {names}</source>
            <translation>Per esempio {names}</translation>
        </message>
        <message>
            <source>Strengths</source>
            <translation>Intensità</translation>
        </message>
        <message>
            <source>Names</source>
            <translation>Nomi</translation>
        </message>
        <message>
            <source>Becomes</source>
            <translation>Diventa</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Stile</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>In attesa</translation>
        </message>
        <message>
            <source>Painted</source>
            <translation>Dipinta</translation>
        </message>
        <message>
            <source>Failed: {reason}</source>
            <translation>Non riuscita: {reason}</translation>
        </message>
        <message>
            <source>Painting: {percent} %</source>
            <translation>Si dipinge: {percent} %</translation>
        </message>
        <message>
            <source>, {time} left</source>
            <translation>, ancora {time}</translation>
        </message>
        <message>
            <source>Show what failed</source>
            <translation>Mostra quelle non riuscite</translation>
        </message>
        <message>
            <source>Paused after the picture under way: {done} of {total} painted.</source>
            <translation>In pausa dopo l’immagine in corso: {done} di {total} dipinte.</translation>
        </message>
        <message>
            <source>Paused: {done} of {total} painted.</source>
            <translation>In pausa: {done} di {total} dipinte.</translation>
        </message>
        <message>
            <source>{done} of {total} painted, {percent} %</source>
            <translation>{done} di {total} dipinte, {percent} %</translation>
        </message>
        <message>
            <source>{done} painted, {failed} failed.</source>
            <translation>Dipinte: {done}. Non riuscite: {failed}.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>Show folder</source>
            <translation>Mostra la cartella</translation>
        </message>
        <message>
            <source>Report a problem</source>
            <translation>Segnala un problema</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Segnalazione</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copia</translation>
        </message>
        <message>
            <source>This program sends nothing by itself. Copy the text below into a message or an issue, and say what you did before it happened. It may contain names of folders and files: read it first.</source>
            <translation>Questo programma non invia nulla da solo. Copia il testo qui sotto in un messaggio o in una segnalazione e racconta che cosa hai fatto prima che accadesse. Può contenere nomi di cartelle e di file: leggilo prima.</translation>
        </message>
        <message>
            <source>Open the log folder</source>
            <translation>Apri la cartella dei registri</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copiato</translation>
        </message>
        <message>
            <source>Painting</source>
            <translation>Dipinto</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Numero</translation>
        </message>
        <message>
            <source>Save all</source>
            <translation>Salva tutte</translation>
        </message>
        <message>
            <source>No file is replaced: where a name is taken, the new one gets a number.</source>
            <translation>Nessun file viene sostituito: se un nome è già preso, quello nuovo riceve un numero.</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Dimensioni</translation>
        </message>
        <message>
            <source>Each photo’s own size</source>
            <translation>Le dimensioni di ogni foto</translation>
        </message>
        <message>
            <source>Long side in pixels</source>
            <translation>Lato lungo in pixel</translation>
        </message>
        <message>
            <source>Per cent of the photo</source>
            <translation>Percentuale della foto</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Cartella</translation>
        </message>
        <message>
            <source>Save {count} pictures</source>
            <translation>Salva {count} immagini</translation>
        </message>
        <message>
            <source>{count} photos, painted like {painting}</source>
            <translation>{count} foto, dipinte come {painting}</translation>
        </message>
        <message>
            <source>A name needs at least one letter.</source>
            <translation>Il nome deve avere almeno una lettera.</translation>
        </message>
        <message>
            <source>Save the painting</source>
            <translation>Salva il dipinto</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Sostituisci</translation>
        </message>
        <message>
            <source>A file with this name already exists and will be replaced.</source>
            <translation>Esiste già un file con questo nome e verrà sostituito.</translation>
        </message>
        <message>
            <source>This folder does not exist.</source>
            <translation>Questa cartella non esiste.</translation>
        </message>
        <message>
            <source>Higher keeps more detail and makes a larger file; {usual} is hard to tell from the original.</source>
            <translation>Un valore più alto conserva più dettagli e crea un file più grande; {usual} si distingue a stento dall’originale.</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>Qualità</translation>
        </message>
        <message>
            <source>Keep camera data, place and how it was painted</source>
            <translation>Conserva dati dello scatto, luogo e ricetta del dipinto</translation>
        </message>
        <message>
            <source>Remove everything but the picture</source>
            <translation>Rimuovi tutto tranne l’immagine</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Formato</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Dettagli</translation>
        </message>
        <message>
            <source>{format} cannot be transparent: the background becomes white.</source>
            <translation>{format} non può essere trasparente: lo sfondo diventa bianco.</translation>
        </message>
        <message>
            <source>All alike, as one series</source>
            <translation>Tutte uguali, come una serie</translation>
        </message>
        <message>
            <source>Photos that come together are painted as all of them are on average, so that they do not flicker</source>
            <translation>Le foto aggiunte insieme sono dipinte come lo sono tutte in media, così non sfarfallano</translation>
        </message>
        <message>
            <source>The photo’s folder</source>
            <translation>La cartella della foto</translation>
        </message>
        <message>
            <source>Same as the system</source>
            <translation>Come il sistema</translation>
        </message>
        <message>
            <source>Always light</source>
            <translation>Sempre chiaro</translation>
        </message>
        <message>
            <source>Always dark</source>
            <translation>Sempre scuro</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Aspetto</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Lingua</translation>
        </message>
        <message>
            <source>Show the welcome again</source>
            <translation>Mostra di nuovo il benvenuto</translation>
        </message>
        <message>
            <source>Check for updates once a week</source>
            <translation>Cerca aggiornamenti una volta alla settimana</translation>
        </message>
        <message>
            <source>Only asks for the number of the newest version; nothing about you or your pictures is sent.</source>
            <translation>Chiede solo il numero della versione più recente; non viene inviato nulla su di te o sulle tue immagini.</translation>
        </message>
        <message>
            <source>Leave empty to use the photo’s folder.</source>
            <translation>Lascia vuoto per usare la cartella della foto.</translation>
        </message>
        <message>
            <source>Same as the photo</source>
            <translation>Come la foto</translation>
        </message>
        <message>
            <source>For {formats}.</source>
            <translation>Per {formats}.</translation>
        </message>
        <message>
            <source>Remove camera data, place and recipe from saved pictures</source>
            <translation>Rimuovi dati dello scatto, luogo e ricetta dalle immagini salvate</translation>
        </message>
        <message>
            <source>Automatic: the fastest that passed its test</source>
            <translation>Automatico: il più veloce che ha superato la prova</translation>
        </message>
        <message>
            <source>Networks</source>
            <translation>Reti</translation>
        </message>
        <message>
            <source>Paint with</source>
            <translation>Dipingi con</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>Memoria</translation>
        </message>
        <message>
            <source>How much painting may use. Where it is little, smaller tiles are painted, with the same result.</source>
            <translation>Quanta ne può usare la pittura. Se è poca si dipinge a riquadri più piccoli, con lo stesso risultato.</translation>
        </message>
        <message>
            <source>Automatic: a third of the free memory</source>
            <translation>Automatica: un terzo di quella libera</translation>
        </message>
        <message>
            <source>Largest photo</source>
            <translation>Foto più grande</translation>
        </message>
        <message>
            <source>Larger pictures are not opened, as they may be malicious.</source>
            <translation>Le immagini più grandi non vengono aperte, perché potrebbero essere dannose.</translation>
        </message>
        <message>
            <source>Open incomplete files as far as possible</source>
            <translation>Apri i file incompleti fin dove si può</translation>
        </message>
        <message>
            <source>cm</source>
            <translation>cm</translation>
        </message>
        <message>
            <source>in</source>
            <translation>in</translation>
        </message>
        <message>
            <source>{sheet}: fills the sheet.</source>
            <translation>{sheet}: riempie il foglio.</translation>
        </message>
        <message>
            <source>{sheet}: fills the width, {rest} of the height stay white.</source>
            <translation>{sheet}: riempie la larghezza; in altezza restano bianchi {rest}.</translation>
        </message>
        <message>
            <source>{sheet}: fills the height, {rest} of the width stay white.</source>
            <translation>{sheet}: riempie l’altezza; in larghezza restano bianchi {rest}.</translation>
        </message>
        <message>
            <source>{sheet}: white on all sides, for no larger picture can be saved.</source>
            <translation>{sheet}: bianco su tutti i lati, perché un’immagine più grande non si può salvare.</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Scorciatoie da tastiera</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>Larghezza</translation>
        </message>
        <message>
            <source>Height</source>
            <translation>Altezza</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Unità</translation>
        </message>
        <message>
            <source>pixels</source>
            <translation>pixel</translation>
        </message>
        <message>
            <source>inches</source>
            <translation>pollici</translation>
        </message>
        <message>
            <source>Any size</source>
            <translation>Qualsiasi misura</translation>
        </message>
        <message>
            <source>As large as fits on this sheet. To fill it, crop the photo to its shape first.</source>
            <translation>Grande quanto sta su questo foglio. Per riempirlo, ritaglia prima la foto nella sua forma.</translation>
        </message>
        <message>
            <source>Dots per inch</source>
            <translation>Punti per pollice</translation>
        </message>
        <message>
            <source>How densely the pixels are printed: 300 for a photo in the hand, 150 for a poster.</source>
            <translation>Quanto fitti sono stampati i pixel: 300 per una foto da tenere in mano, 150 per un poster.</translation>
        </message>
        <message>
            <source>Original size</source>
            <translation>Dimensioni originali</translation>
        </message>
        <message>
            <source>The photo states no dpi, and neither will the file until you choose a value.</source>
            <translation>La foto non indica i dpi, e nemmeno il file li indicherà finché non scegli un valore.</translation>
        </message>
        <message>
            <source>{width} × {height} pixels</source>
            <translation>{width} × {height} pixel</translation>
        </message>
        <message>
            <source>{width} × {height} cm on paper</source>
            <translation>{width} × {height} cm su carta</translation>
        </message>
        <message>
            <source>The photo’s own pixels give only {dpi} dpi there: seen closely, it is soft.</source>
            <translation>I pixel della foto danno solo {dpi} dpi su quella carta: da vicino appare poco nitida.</translation>
        </message>
        <message>
            <source>Left the photo, right the same photo painted</source>
            <translation>A sinistra la foto, a destra la stessa foto dipinta</translation>
        </message>
        <message>
            <source>Drop as photo</source>
            <translation>Rilascia come foto</translation>
        </message>
        <message>
            <source>Welcome to Stylizer</source>
            <translation>Benvenuti in Stylizer</translation>
        </message>
        <message>
            <source>Try with an example photo</source>
            <translation>Prova con una foto di esempio</translation>
        </message>
        <message>
            <source>Photos, painted.</source>
            <translation>Foto, dipinte.</translation>
        </message>
        <message>
            <source>Drop a photo, choose a look, save. Everything stays on this computer.</source>
            <translation>Trascina una foto, scegli uno stile, salva. Tutto resta su questo computer.</translation>
        </message>
        <message>
            <source>Close message</source>
            <translation>Chiudi il messaggio</translation>
        </message>
        <message>
            <source>What saving at full size will take: time and peak memory</source>
            <translation>Che cosa richiede il salvataggio a piena grandezza: tempo e memoria massima</translation>
        </message>
        <message>
            <source>Progress of saving</source>
            <translation>Avanzamento del salvataggio</translation>
        </message>
        <message>
            <source>about {time}</source>
            <translation>circa {time}</translation>
        </message>
        <message>
            <source>Photo (1)</source>
            <translation>Foto (1)</translation>
        </message>
        <message>
            <source>Both (2)</source>
            <translation>Entrambe (2)</translation>
        </message>
        <message>
            <source>Painted (3)</source>
            <translation>Dipinta (3)</translation>
        </message>
        <message>
            <source>Mask: keep parts of the photo (M)</source>
            <translation>Maschera: mantieni parti della foto (M)</translation>
        </message>
        <message>
            <source>Mask</source>
            <translation>Maschera</translation>
        </message>
        <message>
            <source>Zoom out (−)</source>
            <translation>Riduci (−)</translation>
        </message>
        <message>
            <source>Zoom in (+)</source>
            <translation>Ingrandisci (+)</translation>
        </message>
        <message>
            <source>Fit to window (Ctrl+0)</source>
            <translation>Adatta alla finestra (Ctrl+0)</translation>
        </message>
        <message>
            <source>Actual size (Ctrl+1)</source>
            <translation>Dimensioni reali (Ctrl+1)</translation>
        </message>
        <message>
            <source>Drop a photo here</source>
            <translation>Trascina qui una foto</translation>
        </message>
        <message>
            <source>or click to choose one. It is painted at once; other paintings are on the left.</source>
            <translation>oppure fai clic per sceglierne una. Viene dipinta subito; gli altri dipinti sono a sinistra.</translation>
        </message>
        <message>
            <source>Drop as an album of {count} photos</source>
            <translation>Rilascia come album di {count} foto</translation>
        </message>
        <message>
            <source>Drop to paint like this</source>
            <translation>Rilascia per dipingere così</translation>
        </message>
        <message>
            <source>Drop as painting</source>
            <translation>Rilascia come dipinto</translation>
        </message>
        <message>
            <source>Drop as paintings to mix</source>
            <translation>Rilascia come dipinti da mescolare</translation>
        </message>
        <message>
            <source>Painted before</source>
            <translation>Dipinto prima</translation>
        </message>
        <message>
            <source>Keep the photo where you draw (X)</source>
            <translation>Mantieni la foto dove disegni (X)</translation>
        </message>
        <message>
            <source>Paint where you draw (X)</source>
            <translation>Dipingi dove disegni (X)</translation>
        </message>
        <message>
            <source>Keep photo</source>
            <translation>Mantieni foto</translation>
        </message>
        <message>
            <source>Paint</source>
            <translation>Dipingi</translation>
        </message>
        <message>
            <source>Brush (B)</source>
            <translation>Pennello (B)</translation>
        </message>
        <message>
            <source>Ellipse: a face, say (E)</source>
            <translation>Ellisse: per un volto, ad esempio (E)</translation>
        </message>
        <message>
            <source>Gradient (G)</source>
            <translation>Sfumatura (G)</translation>
        </message>
        <message>
            <source>Size of the brush ([ and ])</source>
            <translation>Dimensione del pennello ([ e ])</translation>
        </message>
        <message>
            <source>Softness of the edge</source>
            <translation>Morbidezza del bordo</translation>
        </message>
        <message>
            <source>Invert the mask (I)</source>
            <translation>Inverti la maschera (I)</translation>
        </message>
        <message>
            <source>Remove the mask: paint everywhere (Delete)</source>
            <translation>Togli la maschera: dipingi ovunque (Canc)</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fatto</translation>
        </message>
        <message>
            <source>Soft</source>
            <translation>Bordo</translation>
        </message>
        <message>
            <source>Mask: gradient</source>
            <translation>Maschera: sfumatura</translation>
        </message>
        <message>
            <source>Mask: keep an ellipse</source>
            <translation>Maschera: mantieni un’ellisse</translation>
        </message>
        <message>
            <source>Mask: paint an ellipse</source>
            <translation>Maschera: dipingi un’ellisse</translation>
        </message>
        <message>
            <source>Mask: keep the photo</source>
            <translation>Maschera: mantieni la foto</translation>
        </message>
        <message>
            <source>Mask: paint</source>
            <translation>Maschera: dipingi</translation>
        </message>
        <message>
            <source>Empty. Drop a photo, or press Enter to choose one.</source>
            <translation>Vuota. Trascina una foto o premi Invio per sceglierne una.</translation>
        </message>
        <message>
            <source>Shows the photo.</source>
            <translation>Mostra la foto.</translation>
        </message>
        <message>
            <source>The painted picture is not what was chosen last; it is dimmed.</source>
            <translation>L’immagine dipinta non corrisponde alle ultime scelte; è attenuata.</translation>
        </message>
        <message>
            <source>Shows the painted picture.</source>
            <translation>Mostra l’immagine dipinta.</translation>
        </message>
        <message>
            <source>A part of it is kept as in the photo.</source>
            <translation>Una parte resta come nella foto.</translation>
        </message>
        <message>
            <source>Photo left, painted picture right; the line is at {share} %.</source>
            <translation>Foto a sinistra, immagine dipinta a destra; la linea è al {share} %.</translation>
        </message>
        <message>
            <source>Canvas</source>
            <translation>Tela</translation>
        </message>
        <message>
            <source>Arrows walk, S saves all as one picture, Esc leaves</source>
            <translation>Le frecce scorrono, S salva tutto in un’immagine, Esc chiude</translation>
        </message>
        <message>
            <source>All looks on this photo (L)</source>
            <translation>Tutti gli stili su questa foto (L)</translation>
        </message>
        <message>
            <source>Strengths and brushes of this look (Shift+L)</source>
            <translation>Intensità e pennelli di questo stile (Shift+L)</translation>
        </message>
        <message>
            <source>More like this (N)</source>
            <translation>Altri simili a questo (N)</translation>
        </message>
        <message>
            <source>Save all as one picture (S)</source>
            <translation>Salva tutto in un’immagine (S)</translation>
        </message>
        <message>
            <source>Back to the picture (Esc)</source>
            <translation>Torna all’immagine (Esc)</translation>
        </message>
        <message>
            <source>As the sliders stand</source>
            <translation>Secondo i cursori</translation>
        </message>
        <message>
            <source>Strength, brush and colour as chosen on the right, instead of what each look asks for</source>
            <translation>Intensità, pennello e colore come scelti a destra, invece di ciò che ogni stile chiede</translation>
        </message>
        <message>
            <source>Enter takes {name} with its own settings ({settings})</source>
            <translation>Invio sceglie {name} con i suoi valori ({settings})</translation>
        </message>
        <message>
            <source>Enter takes {name}</source>
            <translation>Invio sceglie {name}</translation>
        </message>
        <message>
            <source>All looks on this photo</source>
            <translation>Tutti gli stili su questa foto</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Salva…</translation>
        </message>
        <message>
            <source>Paint the photo at full size and save it to a file</source>
            <translation>Dipinge la foto a dimensioni piene e la salva in un file</translation>
        </message>
        <message>
            <source>Mix</source>
            <translation>Miscela</translation>
        </message>
        <message>
            <source>Double-click resets.</source>
            <translation>Il doppio clic ripristina.</translation>
        </message>
        <message>
            <source>How much of this painting goes into the mixture</source>
            <translation>Quanto di questo dipinto entra nella miscela</translation>
        </message>
        <message>
            <source>Remove {title}</source>
            <translation>Togli {title}</translation>
        </message>
        <message>
            <source>Mixture of paintings</source>
            <translation>Miscela di dipinti</translation>
        </message>
        <message>
            <source>At most {count} paintings.</source>
            <translation>Al massimo {count} dipinti.</translation>
        </message>
        <message>
            <source>Drop to add it to the mixture</source>
            <translation>Rilascia per aggiungerlo alla miscela</translation>
        </message>
        <message>
            <source>Choose a painting, or drag up to {count} here to mix them.</source>
            <translation>Scegli un dipinto, o trascinane qui fino a {count} per mescolarli.</translation>
        </message>
        <message>
            <source>Drag more paintings here to mix them.</source>
            <translation>Trascina qui altri dipinti per mescolarli.</translation>
        </message>
        <message>
            <source>Drop a photo</source>
            <translation>Trascina una foto</translation>
        </message>
        <message>
            <source>Drop a painting</source>
            <translation>Trascina un dipinto</translation>
        </message>
        <message>
            <source>Recent files</source>
            <translation>File recenti</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>Apri…</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>Incolla</translation>
        </message>
        <message>
            <source>Drop {count} photos: the first here, all in the album</source>
            <translation>Rilascia {count} foto: la prima qui, tutte nell’album</translation>
        </message>
        <message>
            <source>Drop to mix these paintings</source>
            <translation>Rilascia per mescolare questi dipinti</translation>
        </message>
        <message>
            <source>Turn left</source>
            <translation>Ruota a sinistra</translation>
        </message>
        <message>
            <source>Turn right</source>
            <translation>Ruota a destra</translation>
        </message>
        <message>
            <source>Crop photo</source>
            <translation>Ritaglia foto</translation>
        </message>
        <message>
            <source>Learn from a part of the painting</source>
            <translation>Impara da una parte del dipinto</translation>
        </message>
        <message>
            <source>Nothing on the shelf is called that.</source>
            <translation>Sullo scaffale non c’è nulla con questo nome.</translation>
        </message>
        <message>
            <source>Point at a painting and click its star: favourites stand here, and come first everywhere.</source>
            <translation>Passa su un dipinto e fai clic sulla stella: i preferiti stanno qui e vengono per primi ovunque.</translation>
        </message>
        <message>
            <source>Drop a painting of your own on the window, or save what is chosen as your look: both stay here.</source>
            <translation>Trascina un tuo dipinto sulla finestra, o salva ciò che è scelto come tuo stile: restano qui.</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Cerca</translation>
        </message>
        <message>
            <source>Search the paintings</source>
            <translation>Cerca tra i dipinti</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tutti</translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>Preferiti</translation>
        </message>
        <message>
            <source>Paintings</source>
            <translation>Dipinti</translation>
        </message>
        <message>
            <source>Techniques</source>
            <translation>Tecniche</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Miei</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>preferito</translation>
        </message>
        <message>
            <source>No favourite any more</source>
            <translation>Togli dai preferiti</translation>
        </message>
        <message>
            <source>Make it a favourite</source>
            <translation>Aggiungi ai preferiti</translation>
        </message>
        <message>
            <source>Paint with this</source>
            <translation>Dipingi con questo</translation>
        </message>
        <message>
            <source>Add to the mixture</source>
            <translation>Aggiungi alla miscela</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Rinomina…</translation>
        </message>
        <message>
            <source>Save as a file to share…</source>
            <translation>Salva come file da condividere…</translation>
        </message>
        <message>
            <source>Remove from the shelf</source>
            <translation>Togli dallo scaffale</translation>
        </message>
        <message>
            <source>Looks</source>
            <translation>Stili</translation>
        </message>
        <message>
            <source>Surprise me: paint with a random painting</source>
            <translation>Sorprendimi: dipingi con un dipinto a caso</translation>
        </message>
        <message>
            <source>Surprise me</source>
            <translation>Sorprendimi</translation>
        </message>
        <message>
            <source>Save as my look…</source>
            <translation>Salva come mio stile…</translation>
        </message>
        <message>
            <source>Keep these paintings, their shares and all sliders under a name (Ctrl+D)</source>
            <translation>Conserva questi dipinti, le loro quote e tutti i cursori con un nome (Ctrl+D)</translation>
        </message>
        <message>
            <source>The networks in use were not taught this look. Choose others in the preferences.</source>
            <translation>Le reti in uso non conoscono questo stile. Sceglierne altre nelle preferenze.</translation>
        </message>
        <message>
            <source>Album</source>
            <translation>Album</translation>
        </message>
        <message>
            <source>Save all…</source>
            <translation>Salva tutte…</translation>
        </message>
        <message>
            <source>Paint every photo of the album with the current choices and save them</source>
            <translation>Dipinge ogni foto dell’album con le scelte attuali e le salva</translation>
        </message>
        <message>
            <source>Close album</source>
            <translation>Chiudi album</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>in attesa</translation>
        </message>
        <message>
            <source>being painted</source>
            <translation>in lavorazione</translation>
        </message>
        <message>
            <source>saved</source>
            <translation>salvata</translation>
        </message>
        <message>
            <source>not saved</source>
            <translation>non salvata</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>non leggibile</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostra</translation>
        </message>
        <message>
            <source>Take out of the album</source>
            <translation>Togli dall’album</translation>
        </message>
        <message>
            <source>Last results</source>
            <translation>Ultimi risultati</translation>
        </message>
        <message>
            <source>Back to this</source>
            <translation>Torna a questo</translation>
        </message>
        <message>
            <source>Take the star away</source>
            <translation>Togli la stella</translation>
        </message>
        <message>
            <source>Keep it with a star</source>
            <translation>Tieni con una stella</translation>
        </message>
        <message>
            <source>strength {percent} %</source>
            <translation>intensità {percent} %</translation>
        </message>
        <message>
            <source>{what}, with a star</source>
            <translation>{what}, con una stella</translation>
        </message>
        <message>
            <source>Open p&amp;hotos…</source>
            <translation>Apri &amp;foto…</translation>
        </message>
        <message>
            <source>Open p&amp;ainting…</source>
            <translation>Apri &amp;dipinto…</translation>
        </message>
        <message>
            <source>&amp;Save…</source>
            <translation>&amp;Salva…</translation>
        </message>
        <message>
            <source>Save a&amp;ll…</source>
            <translation>Salva &amp;tutte…</translation>
        </message>
        <message>
            <source>&amp;Queue of many photos…</source>
            <translation>&amp;Coda di molte foto…</translation>
        </message>
        <message>
            <source>&amp;Close photo</source>
            <translation>&amp;Chiudi foto</translation>
        </message>
        <message>
            <source>Pre&amp;ferences…</source>
            <translation>P&amp;referenze…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Esci</translation>
        </message>
        <message>
            <source>&amp;Copy result</source>
            <translation>&amp;Copia risultato</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Incolla</translation>
        </message>
        <message>
            <source>Paste as p&amp;hoto</source>
            <translation>Incolla come &amp;foto</translation>
        </message>
        <message>
            <source>Paste as p&amp;ainting</source>
            <translation>Incolla come &amp;dipinto</translation>
        </message>
        <message>
            <source>Turn photo &amp;left</source>
            <translation>Ruota la foto a &amp;sinistra</translation>
        </message>
        <message>
            <source>Turn photo &amp;right</source>
            <translation>Ruota la foto a &amp;destra</translation>
        </message>
        <message>
            <source>Crop p&amp;hoto…</source>
            <translation>&amp;Ritaglia foto…</translation>
        </message>
        <message>
            <source>Crop pa&amp;inting…</source>
            <translation>Ritaglia di&amp;pinto…</translation>
        </message>
        <message>
            <source>Mask: &amp;keep parts of the photo</source>
            <translation>Masc&amp;hera: mantieni parti della foto</translation>
        </message>
        <message>
            <source>S&amp;wap photo and painting</source>
            <translation>Sca&amp;mbia foto e dipinto</translation>
        </message>
        <message>
            <source>&amp;Photo</source>
            <translation>&amp;Foto</translation>
        </message>
        <message>
            <source>&amp;Both</source>
            <translation>&amp;Entrambe</translation>
        </message>
        <message>
            <source>Pai&amp;nted picture</source>
            <translation>Immagine di&amp;pinta</translation>
        </message>
        <message>
            <source>Zoom &amp;in</source>
            <translation>&amp;Ingrandisci</translation>
        </message>
        <message>
            <source>Zoom &amp;out</source>
            <translation>&amp;Riduci</translation>
        </message>
        <message>
            <source>&amp;Fit to window</source>
            <translation>&amp;Adatta alla finestra</translation>
        </message>
        <message>
            <source>&amp;Actual size</source>
            <translation>&amp;Dimensioni reali</translation>
        </message>
        <message>
            <source>Pane&amp;ls</source>
            <translation>Pannel&amp;li</translation>
        </message>
        <message>
            <source>F&amp;ull screen: the picture alone</source>
            <translation>Schermo int&amp;ero: solo l’immagine</translation>
        </message>
        <message>
            <source>A&amp;ll looks on this photo</source>
            <translation>&amp;Tutti gli stili su questa foto</translation>
        </message>
        <message>
            <source>Strengths and &amp;brushes of this look</source>
            <translation>Intensità e &amp;pennelli di questo stile</translation>
        </message>
        <message>
            <source>&amp;More like this</source>
            <translation>&amp;Altri simili a questo</translation>
        </message>
        <message>
            <source>Save as my &amp;look…</source>
            <translation>Salva come mio sti&amp;le…</translation>
        </message>
        <message>
            <source>&amp;Surprise me</source>
            <translation>&amp;Sorprendimi</translation>
        </message>
        <message>
            <source>&amp;Reset controls</source>
            <translation>&amp;Ripristina i comandi</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>Scorciatoie da &amp;tastiera</translation>
        </message>
        <message>
            <source>What works &amp;well</source>
            <translation>Che cosa riesce &amp;bene</translation>
        </message>
        <message>
            <source>Large &amp;prints</source>
            <translation>Stam&amp;pe grandi</translation>
        </message>
        <message>
            <source>&amp;Report a problem…</source>
            <translation>&amp;Segnala un problema…</translation>
        </message>
        <message>
            <source>&amp;About Stylizer</source>
            <translation>&amp;Informazioni su Stylizer</translation>
        </message>
        <message>
            <source>Recent p&amp;hotos</source>
            <translation>F&amp;oto recenti</translation>
        </message>
        <message>
            <source>Recent pai&amp;ntings</source>
            <translation>Dipi&amp;nti recenti</translation>
        </message>
        <message>
            <source>Starter &amp;paintings</source>
            <translation>&amp;Dipinti inclusi</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;File</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Modifica</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Vista</translation>
        </message>
        <message>
            <source>&amp;Style</source>
            <translation>&amp;Stile</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Aiuto</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Immagine</translation>
        </message>
        <message>
            <source>Show the photo while held</source>
            <translation>Mostra la foto finché è premuto</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Spazio</translation>
        </message>
        <message>
            <source>Move the line between photo and painting</source>
            <translation>Sposta la linea tra foto e dipinto</translation>
        </message>
        <message>
            <source>Move the picture</source>
            <translation>Sposta l’immagine</translation>
        </message>
        <message>
            <source>Shift + arrows</source>
            <translation>Shift + frecce</translation>
        </message>
        <message>
            <source>Zoom at the pointer</source>
            <translation>Ingrandisci sotto il puntatore</translation>
        </message>
        <message>
            <source>Mouse wheel</source>
            <translation>Rotella del mouse</translation>
        </message>
        <message>
            <source>Go from look to look</source>
            <translation>Passa da uno stile all’altro</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Invio</translation>
        </message>
        <message>
            <source>Save all as one picture</source>
            <translation>Salva tutto in un’immagine</translation>
        </message>
        <message>
            <source>Back to the picture</source>
            <translation>Torna all’immagine</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Annulla</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Ripeti</translation>
        </message>
        <message>
            <source>Painting takes about {time}.</source>
            <translation>Tempo per dipingere: circa {time}.</translation>
        </message>
        <message>
            <source>{count} files, about {size}</source>
            <translation>{count} file, circa {size}</translation>
        </message>
        <message>
            <source>{files}, but only {free} free</source>
            <translation>{files}, ma solo {free} liberi</translation>
        </message>
        <message>
            <source>Copied, {size} pixels.</source>
            <translation>Copiata, {size} pixel.</translation>
        </message>
        <message>
            <source>Show report</source>
            <translation>Mostra la segnalazione</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>Copia i dettagli</translation>
        </message>
        <message>
            <source>Something unexpected went wrong. Your choices are safe.</source>
            <translation>Si è verificato un errore imprevisto. Le tue scelte sono al sicuro.</translation>
        </message>
        <message>
            <source>Open photos: several become an album</source>
            <translation>Apri foto: più foto formano un album</translation>
        </message>
        <message>
            <source>Open paintings</source>
            <translation>Apri dipinti</translation>
        </message>
        <message>
            <source>Where is {name} now?</source>
            <translation>Dove si trova ora {name}?</translation>
        </message>
        <message>
            <source>Learn from this part</source>
            <translation>Impara da questa parte</translation>
        </message>
        <message>
            <source>Pictures and clips</source>
            <translation>Immagini e video</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Immagini</translation>
        </message>
        <message>
            <source>about {size}</source>
            <translation>circa {size}</translation>
        </message>
        <message>
            <source>Save as my look</source>
            <translation>Salva come mio stile</translation>
        </message>
        <message>
            <source>Rename the look</source>
            <translation>Rinomina lo stile</translation>
        </message>
        <message>
            <source>Look with its picture in it</source>
            <translation>Stile con la sua immagine</translation>
        </message>
        <message>
            <source>Save the look</source>
            <translation>Salva lo stile</translation>
        </message>
        <message>
            <source>Swap photo and painting</source>
            <translation>Scambia foto e dipinto</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <source>Something unexpected went wrong.</source>
            <translation>Si è verificato un errore imprevisto.</translation>
        </message>
        <message>
            <source>{photo} - looks</source>
            <translation>{photo} - stili</translation>
        </message>
        <message>
            <source>Close when saved</source>
            <translation>Chiudi dopo il salvataggio</translation>
        </message>
        <message>
            <source>Close now</source>
            <translation>Chiudi adesso</translation>
        </message>
        <message>
            <source>A picture is still being saved. If you close the window now, it will be lost.</source>
            <translation>Un’immagine è ancora in fase di salvataggio. Se chiudi adesso la finestra, andrà persa.</translation>
        </message>
        <message>
            <source>Open its page</source>
            <translation>Apri la sua pagina</translation>
        </message>
        <message>
            <source>Stylizer {version} is available.</source>
            <translation>È disponibile Stylizer {version}.</translation>
        </message>
        <message>
            <source>No program is known here that opens {name}.</source>
            <translation>Qui non si conosce nessun programma che apra {name}.</translation>
        </message>
        <message>
            <source>Click to open the preferences.</source>
            <translation>Fai clic per aprire le preferenze.</translation>
        </message>
        <message>
            <source>{title} (part)</source>
            <translation>{title} (parte)</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <source>{minutes} min {seconds} s</source>
            <translation>{minutes} min {seconds} s</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} min</translation>
        </message>
        <message>
            <source>{size}, {megapixels} MP</source>
            <translation>{size}, {megapixels} MP</translation>
        </message>
        <message>
            <source>Painting…</source>
            <translation>Si dipinge…</translation>
        </message>
        <message>
            <source>Refining {number} of {count}…</source>
            <translation>Si rifinisce: {number} di {count}…</translation>
        </message>
        <message>
            <source>layer {number} of {count}</source>
            <translation>strato {number} di {count}</translation>
        </message>
        <message>
            <source>The memory of {device} is full.</source>
            <translation>La memoria di {device} è piena.</translation>
        </message>
        <message>
            <source>Numbers overflowed on {device}.</source>
            <translation>Su {device} i numeri sono andati fuori scala.</translation>
        </message>
        <message>
            <source>{device} is not part of this installation.</source>
            <translation>{device} non fa parte di questa installazione.</translation>
        </message>
        <message>
            <source>The package openvino is not installed.</source>
            <translation>Il pacchetto openvino non è installato.</translation>
        </message>
        <message>
            <source>{device} finds no graphics card here.</source>
            <translation>{device} non trova nessuna scheda grafica.</translation>
        </message>
        <message>
            <source>{device} does not start; the CPU would be used instead.</source>
            <translation>{device} non si avvia; al suo posto verrebbe usata la CPU.</translation>
        </message>
        <message>
            <source>{device} crashed the program when it was last tried.</source>
            <translation>{device} ha bloccato il programma all’ultimo tentativo.</translation>
        </message>
        <message>
            <source>{device} could not be tested, because of the networks or the disk.</source>
            <translation>Non è stato possibile provare {device}, a causa delle reti o del disco.</translation>
        </message>
        <message>
            <source>onnxruntime, which runs the networks, is not installed properly.</source>
            <translation>onnxruntime, che esegue le reti, non è installato correttamente.</translation>
        </message>
        <message>
            <source>{device} does not start ({reason}).</source>
            <translation>{device} non si avvia ({reason}).</translation>
        </message>
        <message>
            <source>{device} failed while painting ({reason}).</source>
            <translation>{device} ha smesso di funzionare mentre dipingeva ({reason}).</translation>
        </message>
        <message>
            <source>{device} is too slow: it needs more than {seconds} s for a small test picture.</source>
            <translation>{device} impiega troppo: più di {seconds} s per una piccola immagine di prova.</translation>
        </message>
        <message>
            <source>{device} paints another picture than the CPU (mean difference {difference} of 255).</source>
            <translation>{device} dipinge un’immagine diversa da quella della CPU (differenza media {difference} su 255).</translation>
        </message>
        <message>
            <source>{device} has no graphics card: {renderer} imitates one on the CPU.</source>
            <translation>{device} non ha una scheda grafica: {renderer} ne imita una sulla CPU.</translation>
        </message>
        <message>
            <source>Close other programs, and try again.</source>
            <translation>Chiudi altri programmi e riprova.</translation>
        </message>
        <message>
            <source>Install the program again.</source>
            <translation>Installa di nuovo il programma.</translation>
        </message>
        <message>
            <source>Choose another device in the preferences.</source>
            <translation>Scegli un altro dispositivo nelle preferenze.</translation>
        </message>
        <message>
            <source>The picture</source>
            <translation>L’immagine</translation>
        </message>
        <message>
            <source>There is not enough memory for this.</source>
            <translation>Non c’è abbastanza memoria per farlo.</translation>
        </message>
        <message>
            <source>{name} could not be downloaded ({reason}). Check the connection, or try again later.</source>
            <translation>{name} non si è potuto scaricare ({reason}). Controlla la connessione o riprova più tardi.</translation>
        </message>
        <message>
            <source>{name} is neither a .tar.gz nor a .zip archive, or is damaged.</source>
            <translation>{name} non è un archivio .tar.gz né .zip, oppure è danneggiato.</translation>
        </message>
        <message>
            <source>{name} is damaged and cannot be unpacked ({reason}). Get another copy of it.</source>
            <translation>{name} è danneggiato e non si può estrarre ({reason}). Procurane un’altra copia.</translation>
        </message>
        <message>
            <source>{name} is damaged: it holds {member} twice. Get another copy of it.</source>
            <translation>{name} è danneggiato: contiene due volte {member}. Procurane un’altra copia.</translation>
        </message>
        <message>
            <source>{name} holds the file {member}, which would be written outside its folder. Do not trust it.</source>
            <translation>{name} contiene il file {member}, che finirebbe fuori dalla sua cartella. Non fidarti.</translation>
        </message>
        <message>
            <source>{name} holds {member}, which is not a plain file. Do not trust it.</source>
            <translation>{name} contiene {member}, che non è un file normale. Non fidarti.</translation>
        </message>
        <message>
            <source>{name} holds more than {limit} files. Do not trust it.</source>
            <translation>{name} contiene più di {limit} file. Non fidarti.</translation>
        </message>
        <message>
            <source>{name} unpacks to more than {limit} MB. Do not trust it.</source>
            <translation>{name} estratto supera {limit} MB. Non fidarti.</translation>
        </message>
        <message>
            <source>Macs have no CUDA: Core ML uses their graphics and neural engine.</source>
            <translation>I Mac non hanno CUDA: la loro grafica e il motore neurale si usano con Core ML.</translation>
        </message>
        <message>
            <source>There is no NVIDIA driver, without which CUDA’s libraries are of no use.</source>
            <translation>Manca il driver NVIDIA, senza il quale le librerie CUDA non servono.</translation>
        </message>
        <message>
            <source>There are no CUDA libraries for Python {version} on {platform}.</source>
            <translation>Non ci sono librerie CUDA per Python {version} su {platform}.</translation>
        </message>
        <message>
            <source>{folder} has room for {free} GB, and CUDA’s libraries need {needed} GB. Free some space.</source>
            <translation>In {folder} c’è posto per {free} GB, e alle librerie CUDA servono {needed} GB. Libera spazio.</translation>
        </message>
        <message>
            <source>The package index {page} has no {file}.</source>
            <translation>L’indice dei pacchetti {page} non ha {file}.</translation>
        </message>
        <message>
            <source>CUDA’s libraries cannot be put into {folder} ({reason}).</source>
            <translation>Le librerie CUDA non si possono mettere in {folder} ({reason}).</translation>
        </message>
        <message>
            <source>{folder} cannot be removed ({reason}). Close other windows of the program.</source>
            <translation>{folder} non si può rimuovere ({reason}). Chiudi altre finestre del programma.</translation>
        </message>
        <message>
            <source>the server does not answer</source>
            <translation>il server non risponde</translation>
        </message>
        <message>
            <source>nobody answers there</source>
            <translation>lì non risponde nessuno</translation>
        </message>
        <message>
            <source>the name is not found; is this computer online?</source>
            <translation>il nome non si trova; questo computer è in rete?</translation>
        </message>
        <message>
            <source>only http and https addresses are downloaded</source>
            <translation>si scarica solo da indirizzi http e https</translation>
        </message>
        <message>
            <source>the file changed on the server</source>
            <translation>il file è cambiato sul server</translation>
        </message>
        <message>
            <source>the file is not the one that was published</source>
            <translation>il file non è quello pubblicato</translation>
        </message>
        <message>
            <source>the server answered {status} ({words})</source>
            <translation>il server ha risposto {status} ({words})</translation>
        </message>
        <message>
            <source>the connection failed ({reason})</source>
            <translation>la connessione non è riuscita ({reason})</translation>
        </message>
        <message>
            <source>the file is larger than expected</source>
            <translation>il file è più grande del previsto</translation>
        </message>
        <message>
            <source>the server is too slow</source>
            <translation>il server è troppo lento</translation>
        </message>
        <message>
            <source>the transfer broke off</source>
            <translation>il trasferimento si è interrotto</translation>
        </message>
        <message>
            <source>the file has another size than expected</source>
            <translation>il file non ha la dimensione prevista</translation>
        </message>
        <message>
            <source>photo</source>
            <translation>foto</translation>
        </message>
        <message>
            <source>painting</source>
            <translation>dipinto</translation>
        </message>
        <message>
            <source>number</source>
            <translation>numero</translation>
        </message>
        <message>
            <source>look</source>
            <translation>stile</translation>
        </message>
        <message>
            <source>strength</source>
            <translation>intensità</translation>
        </message>
        <message>
            <source>brush</source>
            <translation>pennello</translation>
        </message>
        <message>
            <source>n</source>
            <translation>n</translation>
        </message>
        <message>
            <source>date</source>
            <translation>data</translation>
        </message>
        <message>
            <source>folder</source>
            <translation>cartella</translation>
        </message>
        <message>
            <source>{name} does not exist. Check its name and folder.</source>
            <translation>{name} non esiste. Controlla il nome e la cartella.</translation>
        </message>
        <message>
            <source>{name} does not exist: part of its path is a file, not a folder.</source>
            <translation>{name} non esiste: una parte del percorso è un file, non una cartella.</translation>
        </message>
        <message>
            <source>You may not read {name}. Ask its owner for permission.</source>
            <translation>Non hai il permesso di leggere {name}. Chiedilo a chi possiede il file.</translation>
        </message>
        <message>
            <source>{name} cannot exist: its name is too long.</source>
            <translation>{name} non può esistere: il nome è troppo lungo.</translation>
        </message>
        <message>
            <source>{name} cannot exist: its name has a character that no file name can have.</source>
            <translation>{name} non può esistere: il nome contiene un carattere non ammesso.</translation>
        </message>
        <message>
            <source>{name} cannot be opened: its symbolic links form a loop.</source>
            <translation>{name} non si può aprire: i collegamenti simbolici girano in tondo.</translation>
        </message>
        <message>
            <source>{name} is a folder. Drop the pictures in it.</source>
            <translation>{name} è una cartella. Trascina le immagini che contiene.</translation>
        </message>
        <message>
            <source>{name} is not an ordinary file. Save the picture to a file first.</source>
            <translation>{name} non è un file normale. Salva prima l’immagine in un file.</translation>
        </message>
        <message>
            <source>{name} is empty. Copy or download it again.</source>
            <translation>{name} è vuoto. Copialo o scaricalo di nuovo.</translation>
        </message>
        <message>
            <source>{name} cannot be decoded: it is broken or of a rare kind. Get another copy, or save it as PNG.</source>
            <translation>{name} non si può decodificare: è guasto o di un tipo raro. Procurane un’altra copia, o salvalo come PNG.</translation>
        </message>
        <message>
            <source>{name} is incomplete. Get a complete copy, or allow incomplete files in the preferences.</source>
            <translation>{name} è incompleto. Procurane una copia intera, o consenti i file incompleti nelle preferenze.</translation>
        </message>
        <message>
            <source>{name} is so incomplete that nothing of it can be shown. Get a complete copy.</source>
            <translation>{name} è così incompleto che non se ne può mostrare nulla. Procurane una copia intera.</translation>
        </message>
        <message>
            <source>There is not enough memory to open {name}. Close other programs, or use a smaller copy.</source>
            <translation>Non c’è abbastanza memoria per aprire {name}. Chiudi altri programmi o usa una copia più piccola.</translation>
        </message>
        <message>
            <source>{name} is not a flat picture. Export it as an ordinary TIFF first.</source>
            <translation>{name} non è un’immagine piana. Esportala prima come TIFF normale.</translation>
        </message>
        <message>
            <source>{name} uses an unknown kind of colours. Export it as RGB first.</source>
            <translation>{name} usa colori di un tipo sconosciuto. Esportala prima in RGB.</translation>
        </message>
        <message>
            <source>The samples of {name} are not plain numbers. Export it with 8 or 16 bits first.</source>
            <translation>I campioni di {name} non sono numeri semplici. Esportala prima a 8 o 16 bit.</translation>
        </message>
        <message>
            <source>{name} is a HEIC picture, which this installation cannot read. Use a JPEG copy.</source>
            <translation>{name} è un’immagine HEIC, che questa installazione non legge. Usa una copia JPEG.</translation>
        </message>
        <message>
            <source>Every worker that painted {name} died. Give them more memory, or choose a smaller size.</source>
            <translation>Ogni processo che dipingeva {name} è terminato. Dagli più memoria o scegli una dimensione minore.</translation>
        </message>
        <message>
            <source>{name} is a camera's raw file, no picture yet. Develop it first, and save it as JPEG or TIFF.</source>
            <translation>{name} è un file raw della fotocamera, non ancora un’immagine. Sviluppalo prima e salvalo come JPEG o TIFF.</translation>
        </message>
        <message>
            <source>{name} cannot be read ({reason}).</source>
            <translation>{name} non si può leggere ({reason}).</translation>
        </message>
        <message>
            <source>{name} is not a picture of a known kind. Choose one of these: {kinds}.</source>
            <translation>{name} non è un’immagine di un tipo noto. I tipi noti sono: {kinds}.</translation>
        </message>
        <message>
            <source>{name} has {amount} million pixels, and the limit in the preferences is {limit} million.</source>
            <translation>{name} ha {amount} milioni di pixel, e il limite nelle preferenze è {limit} milioni.</translation>
        </message>
        <message>
            <source>{name} is a picture of the kind {kind}, which cannot be painted. Convert it to RGB first.</source>
            <translation>{name} è un’immagine del tipo {kind}, che non si può dipingere. Convertila prima in RGB.</translation>
        </message>
        <message>
            <source>{name} is a {form} file of the kind {kind}, which cannot be read. Export it as PNG or JPEG.</source>
            <translation>{name} è un file {form} di tipo {kind}, che non si può leggere. Esportalo come PNG o JPEG.</translation>
        </message>
        <message>
            <source>{name} is a video clip, and only a picture can be used here. Drop clips on the photo, or on the queue.</source>
            <translation>{name} è un video, e qui serve un’immagine. Trascina i video sulla foto o sulla coda.</translation>
        </message>
        <message>
            <source>{name} holds no moving pictures that can be read. Is it damaged? Converting it to MP4 may help.</source>
            <translation>{name} non contiene immagini in movimento leggibili. È danneggiato? Convertirlo in MP4 può aiutare.</translation>
        </message>
        <message>
            <source>{name} cannot be saved ({reason}). Choose another folder or disk.</source>
            <translation>{name} non si può salvare ({reason}). Scegli un’altra cartella o un altro disco.</translation>
        </message>
        <message>
            <source>Pictures cannot be saved under this name. Let it end in one of these: {suffixes}.</source>
            <translation>Con questo nome non si può salvare un’immagine. Deve finire con uno di questi: {suffixes}.</translation>
        </message>
        <message>
            <source>{form} files hold 8 bits per sample only. Choose PNG or TIFF for 16.</source>
            <translation>I file {form} contengono solo 8 bit per campione. Per 16 scegli PNG o TIFF.</translation>
        </message>
        <message>
            <source>{form} files hold at most {side} pixels a side. Choose PNG or TIFF, or a smaller size.</source>
            <translation>I file {form} hanno al massimo {side} pixel per lato. Scegli PNG o TIFF, o una dimensione minore.</translation>
        </message>
        <message>
            <source>{name} cannot be saved as {form} ({reason}). Choose another format.</source>
            <translation>{name} non si può salvare come {form} ({reason}). Scegli un altro formato.</translation>
        </message>
        <message>
            <source>{name} already exists. Choose another name.</source>
            <translation>{name} esiste già. Scegli un altro nome.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: the disk is full. Free some space, or choose another disk.</source>
            <translation>{name} non si può salvare: il disco è pieno. Libera spazio o scegli un altro disco.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: your share of the disk is used up. Free some space.</source>
            <translation>{name} non si può salvare: la tua quota di disco è esaurita. Libera spazio.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: this disk cannot hold a file that large. Choose another format or disk.</source>
            <translation>{name} non si può salvare: il disco non accetta file così grandi. Scegli un altro formato o disco.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: you may not write to its folder. Choose another folder.</source>
            <translation>{name} non si può salvare: non hai il permesso di scrivere nella cartella. Scegline un’altra.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: the disk is read-only. Choose another folder.</source>
            <translation>{name} non si può salvare: il disco è di sola lettura. Scegli un’altra cartella.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: its folder does not exist. Choose another folder.</source>
            <translation>{name} non si può salvare: la cartella non esiste. Scegli un’altra cartella.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: part of its path is a file, not a folder. Choose another folder.</source>
            <translation>{name} non si può salvare: una parte del percorso è un file, non una cartella. Scegli un’altra cartella.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: its name is too long. Choose a shorter one.</source>
            <translation>{name} non si può salvare: il nome è troppo lungo. Scegline uno più corto.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: its name has a character that no file name can have.</source>
            <translation>{name} non si può salvare: il nome contiene un carattere non ammesso.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: on Windows no name ends in a dot or a space.</source>
            <translation>{name} non si può salvare: su Windows nessun nome finisce con un punto o uno spazio.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: Windows keeps this name for a device. Choose another name.</source>
            <translation>{name} non si può salvare: Windows riserva questo nome a un dispositivo. Scegli un altro nome.</translation>
        </message>
        <message>
            <source>{name} cannot be replaced: the file is read-only. Choose another name.</source>
            <translation>{name} non si può sostituire: il file è di sola lettura. Scegli un altro nome.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: another program uses the file. Close it there, or choose another name.</source>
            <translation>{name} non si può salvare: un altro programma sta usando il file. Chiudilo lì, o scegli un altro nome.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: there is a folder of that name. Choose another name.</source>
            <translation>{name} non si può salvare: esiste una cartella con questo nome. Scegli un altro nome.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: a pipe or a device has that name. Choose another name.</source>
            <translation>{name} non si può salvare: una pipe o un dispositivo ha questo nome. Scegli un altro nome.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: its symbolic links form a loop. Choose another name.</source>
            <translation>{name} non si può salvare: i suoi collegamenti simbolici formano un cerchio. Scegli un altro nome.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: there is not enough memory. Choose a smaller size.</source>
            <translation>{name} non si può salvare: non c’è abbastanza memoria. Scegli una dimensione minore.</translation>
        </message>
        <message>
            <source>{name} cannot be saved: TIFF files hold at most 4 GB. Choose PNG, or a smaller size.</source>
            <translation>{name} non si può salvare: i file TIFF contengono al massimo 4 GB. Scegli PNG o una dimensione minore.</translation>
        </message>
        <message>
            <source>{name} is open as photo or painting and is not replaced. Choose another name.</source>
            <translation>{name} è aperto come foto o dipinto e non viene sostituito. Scegli un altro nome.</translation>
        </message>
        <message>
            <source>Another run is writing to the journal {name}. Wait for its end, or choose another folder.</source>
            <translation>Un’altra elaborazione sta scrivendo nel registro {name}. Aspetta che finisca o scegli un’altra cartella.</translation>
        </message>
        <message>
            <source>The journal {name} is damaged or newer than this program. Delete it to begin anew.</source>
            <translation>Il registro {name} è danneggiato o più nuovo di questo programma. Eliminalo per ricominciare.</translation>
        </message>
        <message>
            <source>{name} is one of the photos to be painted and is not replaced. Choose another name.</source>
            <translation>{name} è una delle foto da dipingere e non viene sostituita. Scegli un altro nome.</translation>
        </message>
        <message>
            <source>{name} is one file, but there are several pictures. Choose a folder.</source>
            <translation>{name} è un solo file, ma le immagini sono più d’una. Scegli una cartella.</translation>
        </message>
        <message>
            <source>{name} is a name for {form} files, but {wanted} is chosen. Choose one of the two.</source>
            <translation>{name} è un nome per file {form}, ma è stato scelto {wanted}. Scegli uno dei due.</translation>
        </message>
        <message>
            <source>it is not a text</source>
            <translation>non è un testo</translation>
        </message>
        <message>
            <source>it is longer than any description</source>
            <translation>è più lungo di qualunque descrizione</translation>
        </message>
        <message>
            <source>it is nested too deeply</source>
            <translation>è annidato troppo in profondità</translation>
        </message>
        <message>
            <source>size_multiple must be 4</source>
            <translation>size_multiple dev’essere 4</translation>
        </message>
        <message>
            <source>a look’s name is not allowed or given twice</source>
            <translation>il nome di uno stile non è ammesso o compare due volte</translation>
        </message>
        <message>
            <source>a map’s name is not allowed or given twice</source>
            <translation>il nome di una mappa non è ammesso o compare due volte</translation>
        </message>
        <message>
            <source>a scale must be 1, 2 or 4</source>
            <translation>una scala dev’essere 1, 2 o 4</translation>
        </message>
        <message>
            <source>the last stage must write the picture</source>
            <translation>l’ultimo stadio deve scrivere l’immagine</translation>
        </message>
        <message>
            <source>{key} is missing</source>
            <translation>manca {key}</translation>
        </message>
        <message>
            <source>{key} must be {kind}</source>
            <translation>{key} dev’essere {kind}</translation>
        </message>
        <message>
            <source>{key} must be {least} to {most}</source>
            <translation>{key} dev’essere da {least} a {most}</translation>
        </message>
        <message>
            <source>{key} must be at most {most}</source>
            <translation>{key}: al massimo {most}</translation>
        </message>
        <message>
            <source>format {form} is newer than this program; update the program</source>
            <translation>il formato {form} è più recente di questo programma; aggiorna il programma</translation>
        </message>
        <message>
            <source>the id {pack_id} is not allowed</source>
            <translation>l’id {pack_id} non è ammesso</translation>
        </message>
        <message>
            <source>looks must be at most {most} names</source>
            <translation>looks dev’essere un elenco di al massimo {most} nomi</translation>
        </message>
        <message>
            <source>{table} names {look}, which is none of the looks</source>
            <translation>{table} nomina {look}, che non è uno degli stili</translation>
        </message>
        <message>
            <source>{name} is no name for a file</source>
            <translation>nome di file non ammesso: {name}</translation>
        </message>
        <message>
            <source>not listed: {files}</source>
            <translation>mancano nell’elenco: {files}</translation>
        </message>
        <message>
            <source>{file} reads a map that no earlier stage writes</source>
            <translation>{file} legge una mappa che nessuno stadio precedente scrive</translation>
        </message>
        <message>
            <source>{file} applies a norm that no earlier stage gathers</source>
            <translation>{file} applica una norma che nessuno stadio precedente raccoglie</translation>
        </message>
        <message>
            <source>{file} gathers an unknown norm</source>
            <translation>{file} raccoglie una norma sconosciuta</translation>
        </message>
        <message>
            <source>{file} writes an unknown map</source>
            <translation>{file} scrive una mappa sconosciuta</translation>
        </message>
        <message>
            <source>{file} writes a map that an earlier stage writes</source>
            <translation>{file} scrive una mappa che uno stadio precedente scrive già</translation>
        </message>
        <message>
            <source>{file} names a map or norm twice</source>
            <translation>{file} nomina due volte una mappa o una norma</translation>
        </message>
        <message>
            <source>a text of one line</source>
            <translation>un testo di una riga</translation>
        </message>
        <message>
            <source>a whole number</source>
            <translation>un numero intero</translation>
        </message>
        <message>
            <source>a number</source>
            <translation>un numero</translation>
        </message>
        <message>
            <source>a list</source>
            <translation>un elenco</translation>
        </message>
        <message>
            <source>a table</source>
            <translation>una tabella</translation>
        </message>
        <message>
            <source>a SHA-256 checksum</source>
            <translation>una somma di controllo SHA-256</translation>
        </message>
        <message>
            <source>The file is incomplete; the missing part is left empty.</source>
            <translation>Il file è incompleto; la parte mancante resta vuota.</translation>
        </message>
        <message>
            <source>The file’s colour profile cannot be used; its colours are taken as sRGB.</source>
            <translation>Il profilo colore del file non si può usare; i colori sono presi come sRGB.</translation>
        </message>
        <message>
            <source>The preferences in {file} cannot be read, so the defaults are used.</source>
            <translation>Le preferenze in {file} non si possono leggere, quindi valgono quelle predefinite.</translation>
        </message>
        <message>
            <source>The default is used.</source>
            <translation>Vale il valore predefinito.</translation>
        </message>
        <message>
            <source>The look {former} is called {name} now.</source>
            <translation>Lo stile {former} ora si chiama {name}.</translation>
        </message>
        <message>
            <source>Continuing in float32.</source>
            <translation>Si continua in float32.</translation>
        </message>
        <message>
            <source>Continuing in smaller tiles.</source>
            <translation>Si continua con riquadri più piccoli.</translation>
        </message>
        <message>
            <source>Continuing on the CPU.</source>
            <translation>Si continua sulla CPU.</translation>
        </message>
        <message>
            <source>There is no pack named {name}. Choose another one in the preferences.</source>
            <translation>Non c’è un pacchetto di nome {name}. Scegline un altro nelle preferenze.</translation>
        </message>
        <message>
            <source>Only the networks of the pack {pack} know the painting {name}. Choose the painting itself.</source>
            <translation>Solo le reti del pacchetto {pack} conoscono il dipinto {name}. Scegli il dipinto stesso.</translation>
        </message>
        <message>
            <source>{name} holds the pack {pack}. Install that pack again.</source>
            <translation>{name} contiene il pacchetto {pack}. Installa di nuovo quel pacchetto.</translation>
        </message>
        <message>
            <source>The pack cannot be installed in {name} ({reason}).</source>
            <translation>Il pacchetto non si può installare in {name} ({reason}).</translation>
        </message>
        <message>
            <source>The pack {name} cannot be removed ({reason}). Close other windows of the program.</source>
            <translation>Il pacchetto {name} non si può rimuovere ({reason}). Chiudi le altre finestre del programma.</translation>
        </message>
        <message>
            <source>{name} cannot be read ({reason}). Install its pack again.</source>
            <translation>{name} non si può leggere ({reason}). Installa di nuovo il suo pacchetto.</translation>
        </message>
        <message>
            <source>{name} does not describe a pack ({reason}). Install the pack again.</source>
            <translation>{name} non descrive un pacchetto ({reason}). Installa di nuovo il pacchetto.</translation>
        </message>
        <message>
            <source>{name} needs the operator {operator}, which is not part of ONNX. Do not trust its pack.</source>
            <translation>{name} richiede l’operatore {operator}, che non fa parte di ONNX. Non fidarti del suo pacchetto.</translation>
        </message>
        <message>
            <source>{name} has a graph inside its operator {operator}. Do not trust its pack.</source>
            <translation>{name} ha un grafo dentro l’operatore {operator}. Non fidarti del suo pacchetto.</translation>
        </message>
        <message>
            <source>{name} needs a newer version of the program: it uses operator set {version} of ONNX.</source>
            <translation>{name} richiede una versione più recente del programma: usa l’insieme di operatori {version} di ONNX.</translation>
        </message>
        <message>
            <source>{name} is not the network that its pack describes. Install the pack again.</source>
            <translation>{name} non è la rete che il suo pacchetto descrive. Installa di nuovo il pacchetto.</translation>
        </message>
        <message>
            <source>{name} is not a network that this program can run ({reason}).</source>
            <translation>{name} non è una rete che questo programma può eseguire ({reason}).</translation>
        </message>
        <message>
            <source>The pack {name} does not paint its test picture ({reason}).</source>
            <translation>Il pacchetto {name} non dipinge la sua immagine di prova ({reason}).</translation>
        </message>
        <message>
            <source>{name} does not exist. Choose the folder or the .zip file of a pack.</source>
            <translation>{name} non esiste. Scegli la cartella o il file .zip di un pacchetto.</translation>
        </message>
        <message>
            <source>{name} is a pipe or a device. Choose the folder or the .zip file of a pack.</source>
            <translation>{name} è una pipe o un dispositivo. Scegli la cartella o il file .zip di un pacchetto.</translation>
        </message>
        <message>
            <source>{name} is not a pack. Choose another folder.</source>
            <translation>{name} non è un pacchetto. Scegli un’altra cartella.</translation>
        </message>
        <message>
            <source>{name} does not hold exactly one pack.</source>
            <translation>{name} non contiene esattamente un pacchetto.</translation>
        </message>
        <message>
            <source>A pack named {name} came with the program.</source>
            <translation>Un pacchetto di nome {name} è incluso nel programma.</translation>
        </message>
        <message>
            <source>The pack {name} came with the program and cannot be removed.</source>
            <translation>Il pacchetto {name} è incluso nel programma e non si può rimuovere.</translation>
        </message>
        <message>
            <source>A pack named {name} is already installed. Remove it first.</source>
            <translation>Un pacchetto di nome {name} è già installato. Rimuovilo prima.</translation>
        </message>
        <message>
            <source>This picture was painted with the pack {name}, which is not installed.</source>
            <translation>Questa immagine è stata dipinta con il pacchetto {name}, che non è installato.</translation>
        </message>
        <message>
            <source>{name} is damaged. Install its pack again.</source>
            <translation>{name} è danneggiato. Installa di nuovo il suo pacchetto.</translation>
        </message>
        <message>
            <source>{name} is larger than any network that this program runs. Do not trust its pack.</source>
            <translation>{name} è più grande di qualsiasi rete che questo programma esegue. Non fidarti del suo pacchetto.</translation>
        </message>
        <message>
            <source>{name} is not an ONNX network. Do not trust its pack.</source>
            <translation>{name} non è una rete ONNX. Non fidarti del suo pacchetto.</translation>
        </message>
        <message>
            <source>{name} refers to data in another file. Do not trust its pack.</source>
            <translation>{name} rimanda a dati in un altro file. Non fidarti del suo pacchetto.</translation>
        </message>
        <message>
            <source>{name} defines functions of its own. Do not trust its pack.</source>
            <translation>{name} definisce funzioni proprie. Non fidarti del suo pacchetto.</translation>
        </message>
        <message>
            <source>The networks of the pack {name} do not understand this painting. Choose another one.</source>
            <translation>Le reti del pacchetto {name} non capiscono questo dipinto. Scegline un altro.</translation>
        </message>
        <message>
            <source>The painting was read by other networks than those of the pack {name}. Choose it again.</source>
            <translation>Il dipinto è stato letto da reti diverse da quelle del pacchetto {name}. Sceglilo di nuovo.</translation>
        </message>
        <message>
            <source>The pack {name} does not finish its test picture. Do not trust it.</source>
            <translation>Il pacchetto {name} non finisce la sua immagine di prova. Non fidartene.</translation>
        </message>
        <message>
            <source>The pack {name} takes too much memory for its test picture. Do not trust it.</source>
            <translation>Il pacchetto {name} occupa troppa memoria per la sua immagine di prova. Non fidartene.</translation>
        </message>
        <message>
            <source>The pack {name} does not survive its test picture. Do not trust it.</source>
            <translation>Il pacchetto {name} non sopravvive alla sua immagine di prova. Non fidartene.</translation>
        </message>
        <message>
            <source>The looks cannot be read from {name}. Install the program again.</source>
            <translation>Gli stili non si possono leggere da {name}. Reinstallare il programma.</translation>
        </message>
        <message>
            <source>The look {name} cannot be read. Check that its file is there and that you may read it.</source>
            <translation>Lo stile {name} non si può leggere. Controlla che il file ci sia e che tu possa leggerlo.</translation>
        </message>
        <message>
            <source>{name} is no look: its file is far too large for one. Choose another one.</source>
            <translation>{name} non è uno stile: il file è di gran lunga troppo grande. Scegline un altro.</translation>
        </message>
        <message>
            <source>{name} is no look, or it is damaged. Get another copy, or save the look again.</source>
            <translation>{name} non è uno stile, o è danneggiato. Procurati un’altra copia o salva di nuovo lo stile.</translation>
        </message>
        <message>
            <source>The look {name} was made by a newer version of the program. Update the program.</source>
            <translation>Lo stile {name} è stato fatto con una versione più recente del programma. Aggiorna il programma.</translation>
        </message>
        <message>
            <source>There is no picture in the folder {name}. Choose a folder with paintings in it.</source>
            <translation>Nella cartella {name} non c’è nessuna immagine. Scegli una cartella con dei dipinti.</translation>
        </message>
        <message>
            <source>The painting {name} does not exist any more. Choose another one.</source>
            <translation>Il dipinto {name} non esiste più. Scegline un altro.</translation>
        </message>
        <message>
            <source>The networks {pack} were not taught the look {name}. Choose others in the preferences.</source>
            <translation>Le reti {pack} non conoscono lo stile {name}. Sceglierne altre nelle preferenze.</translation>
        </message>
        <message>
            <source>Painting this needs {needed} MB of memory, and the preferences allow {budget} MB.</source>
            <translation>Per dipingere servono {needed} MB di memoria, e le preferenze ne consentono {budget} MB.</translation>
        </message>
        <message>
            <source>{folder} has no room for the {needed} GB of temporary files that this picture needs. Free some space.</source>
            <translation>In {folder} non c’è posto per i {needed} GB di file temporanei che servono a questa immagine. Libera spazio.</translation>
        </message>
        <message>
            <source>Temporary files cannot be kept in {folder} ({reason}). Allow more memory in the preferences.</source>
            <translation>I file temporanei non si possono tenere in {folder} ({reason}). Consenti più memoria nelle preferenze.</translation>
        </message>
        <message>
            <source>“{name}”</source>
            <translation>«{name}»</translation>
        </message>
        <message>
            <source>None of {total} pictures was saved.</source>
            <translation>Nessuna delle {total} immagini è stata salvata.</translation>
        </message>
        <message>
            <source>Saved as {name} in {folder}.</source>
            <translation>Il file {name} è stato salvato in {folder}.</translation>
        </message>
        <message>
            <source>{count} pictures saved in {folder}.</source>
            <translation>{count} immagini salvate in {folder}.</translation>
        </message>
        <message>
            <source>{count} of {total} pictures saved in {folder}.</source>
            <translation>{count} immagini su {total} salvate in {folder}.</translation>
        </message>
        <message>
            <source>Saving {name}</source>
            <translation>Salvataggio di {name}</translation>
        </message>
        <message>
            <source>The rest was cancelled.</source>
            <translation>Il resto è stato annullato.</translation>
        </message>
        <message>
            <source>And {count} more.</source>
            <translation>E altre {count}.</translation>
        </message>
        <message>
            <source>{count} failed:</source>
            <translation>Non riuscite ({count}):</translation>
        </message>
        <message>
            <source>Choose a painting first.</source>
            <translation>Scegli prima un dipinto.</translation>
        </message>
        <message>
            <source>Give at least one painting a share above zero.</source>
            <translation>Dai ad almeno un dipinto una parte maggiore di zero.</translation>
        </message>
        <message>
            <source>Watching folders needs the package watchdog.</source>
            <translation>Per sorvegliare cartelle serve il pacchetto watchdog.</translation>
        </message>
        <message>
            <source>A cluster needs the package distributed.</source>
            <translation>Per un cluster serve il pacchetto distributed.</translation>
        </message>
        <message>
            <source>Clips need the packages av and opencv-python-headless, which are not installed here. Install Stylizer with “pip install stylizer[video]” to paint them.</source>
            <translation>Per i video servono i pacchetti av e opencv-python-headless, che qui non sono installati. Per dipingerli installa Stylizer con «pip install stylizer[video]».</translation>
        </message>
        <message>
            <source>No Dask scheduler answers at {name}.</source>
            <translation>Nessuno scheduler Dask risponde a {name}.</translation>
        </message>
        <message>
            <source>{name} has no recipe. Choose a picture that this program painted.</source>
            <translation>{name} non ha una ricetta. Scegli un’immagine dipinta da questo programma.</translation>
        </message>
        <message>
            <source>The recipe in this picture is damaged. Choose another one.</source>
            <translation>La ricetta in questa immagine è danneggiata. Scegline un’altra.</translation>
        </message>
        <message>
            <source>The recipe in this picture was made by a newer version of the program. Update the program.</source>
            <translation>La ricetta in questa immagine viene da una versione più recente del programma. Aggiorna il programma.</translation>
        </message>
        <message>
            <source>{label}: “{value}” is not possible. Choose a number from {least} to {most}.</source>
            <translation>{label}: «{value}» non è possibile. Scegli un numero da {least} a {most}.</translation>
        </message>
        <message>
            <source>{label}: “{value}” is not possible. Choose a text.</source>
            <translation>{label}: «{value}» non è possibile. Scegli un testo.</translation>
        </message>
        <message>
            <source>{label}: “{value}” is not possible. Choose one of these: {choices}.</source>
            <translation>{label}: «{value}» non è possibile. Scegli uno di questi valori: {choices}.</translation>
        </message>
        <message>
            <source>The networks cannot be “{value}”. Choose an id of small letters, digits, hyphens and underscores.</source>
            <translation>Le reti non possono essere «{value}». Scegli un identificativo di lettere minuscole, cifre, trattini e trattini bassi.</translation>
        </message>
        <message>
            <source>The size cannot be {value}. Choose 1 to {most} pixels, or up to {percent} %.</source>
            <translation>La dimensione non può essere {value}. Scegli da 1 a {most} pixel, o fino al {percent} %.</translation>
        </message>
        <message>
            <source>The memory cannot be {value}. Choose an amount such as 2 GB.</source>
            <translation>La memoria non può essere {value}. Scegli una quantità come 2 GB.</translation>
        </message>
        <message>
            <source>The largest photo cannot be {value}. Choose a number of megapixels such as 250.</source>
            <translation>La foto più grande non può essere {value}. Scegli un numero di megapixel come 250.</translation>
        </message>
        <message>
            <source>A picture cannot have {value} bits per sample. Choose 8 or 16.</source>
            <translation>Un’immagine non può avere {value} bit per campione. Scegli 8 o 16.</translation>
        </message>
        <message>
            <source>This version of the program has no adjustment named {name}.</source>
            <translation>Questa versione del programma non ha una regolazione di nome {name}.</translation>
        </message>
        <message>
            <source>There is no device named {name}. Choose another device in the preferences.</source>
            <translation>Non c’è un dispositivo di nome {name}. Scegline un altro nelle preferenze.</translation>
        </message>
        <message>
            <source>An array of the shape {shape} and the type {kind} is no picture.</source>
            <translation>Un array di forma {shape} e tipo {kind} non è un’immagine.</translation>
        </message>
        <message>
            <source>The name “{value}” is not possible. Choose one with these in braces: {fields}.</source>
            <translation>Il nome «{value}» non è possibile. Scegline uno con questi tra parentesi graffe: {fields}.</translation>
        </message>
        <message>
            <source>Before/after…</source>
            <translation>Prima e dopo…</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>Fianco a fianco</translation>
        </message>
        <message>
            <source>With a moving line</source>
            <translation>Con una linea che si muove</translation>
        </message>
        <message>
            <source>Photo and painting in one picture:</source>
            <translation>Foto e dipinto in una sola immagine:</translation>
        </message>
        <message>
            <source>{name} - before and after</source>
            <translation>{name} - prima e dopo</translation>
        </message>
        <message>
            <source>Making {name}…</source>
            <translation>Si prepara {name}…</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Prima</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Dopo</translation>
        </message>
        <message>
            <source>Photo: {name}</source>
            <translation>Foto: {name}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Album closed. The files of its {count} photos stay where they are.</source>
            <translation>Album chiuso. I file delle sue {count} foto restano dove sono.</translation>
        </message>
        <message>
            <source>Mixture</source>
            <translation>Miscela</translation>
        </message>
        <message>
            <source>Painting: {name}</source>
            <translation>Dipinto: {name}</translation>
        </message>
        <message>
            <source>Add {name}</source>
            <translation>Aggiungi {name}</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>Togli {name}</translation>
        </message>
        <message>
            <source>Surprise</source>
            <translation>Sorpresa</translation>
        </message>
        <message>
            <source>Swapping needs a photo and a painting of your own.</source>
            <translation>Per scambiarli servono una foto e un dipinto tuo.</translation>
        </message>
        <message>
            <source>Turn photo</source>
            <translation>Ruota foto</translation>
        </message>
        <message>
            <source>Crop painting</source>
            <translation>Ritaglia dipinto</translation>
        </message>
        <message>
            <source>Close photo</source>
            <translation>Chiudi foto</translation>
        </message>
        <message>
            <source>Close painting</source>
            <translation>Chiudi dipinto</translation>
        </message>
        <message>
            <source>Paint like this</source>
            <translation>Dipingi così</translation>
        </message>
        <message>
            <source>Reset controls</source>
            <translation>Ripristina i comandi</translation>
        </message>
        <message>
            <source>At most {most} paintings can be mixed: {name} was taken out.</source>
            <translation>Una miscela ha al massimo {most} dipinti: {name} è stato tolto.</translation>
        </message>
        <message>
            <source>Back to an earlier result</source>
            <translation>Torna a un risultato precedente</translation>
        </message>
        <message>
            <source>{count} results have a star. Take one away first.</source>
            <translation>{count} risultati hanno una stella. Togline prima una.</translation>
        </message>
        <message>
            <source>Find it…</source>
            <translation>Cerca…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Riprova</translation>
        </message>
        <message>
            <source>File found</source>
            <translation>File trovato</translation>
        </message>
        <message>
            <source>There is no picture here.</source>
            <translation>Qui non c’è nessuna immagine.</translation>
        </message>
        <message>
            <source>As photo</source>
            <translation>Come foto</translation>
        </message>
        <message>
            <source>As painting</source>
            <translation>Come dipinto</translation>
        </message>
        <message>
            <source>Use the pasted picture as photo or as painting?</source>
            <translation>Usare l’immagine incollata come foto o come dipinto?</translation>
        </message>
        <message>
            <source>Open it too</source>
            <translation>Apri anche quella</translation>
        </message>
        <message>
            <source>Open them too</source>
            <translation>Apri anche quelle</translation>
        </message>
        <message>
            <source>There is no picture in this folder.</source>
            <translation>In questa cartella non c’è nessuna immagine.</translation>
        </message>
        <message>
            <source>Choose another painting on the left.</source>
            <translation>Scegli un altro dipinto a sinistra.</translation>
        </message>
        <message>
            <source>Choose another…</source>
            <translation>Scegli di nuovo…</translation>
        </message>
        <message>
            <source>This is a link, and this program downloads nothing. Save the picture first, then drop the file.</source>
            <translation>Questo è un collegamento, e questo programma non scarica nulla. Salva prima l’immagine, poi trascina il file.</translation>
        </message>
        <message>
            <source>An album of {count} photos: click one above to look at it; Save all… paints every one of them.</source>
            <translation>Un album di {count} foto: fai clic su una in alto per vederla; Salva tutte… le dipinge tutte.</translation>
        </message>
        <message>
            <source>Another picture lies in a subfolder.</source>
            <translation>Un’altra immagine si trova in una sottocartella.</translation>
        </message>
        <message>
            <source>{count} more pictures lie in subfolders.</source>
            <translation>Altre {count} immagini si trovano nelle sottocartelle.</translation>
        </message>
        <message>
            <source>Mask: invert</source>
            <translation>Maschera: inverti</translation>
        </message>
        <message>
            <source>Mask: remove</source>
            <translation>Maschera: togli</translation>
        </message>
        <message>
            <source>{name} is on the shelf, under Mine.</source>
            <translation>{name} è sullo scaffale, tra i Miei.</translation>
        </message>
        <message>
            <source>The look {name} is removed.</source>
            <translation>Lo stile {name} è stato tolto.</translation>
        </message>
        <message>
            <source>Queue: {done} painted, {failed} failed.</source>
            <translation>Coda: dipinte {done}, non riuscite {failed}.</translation>
        </message>
        <message>
            <source>painted</source>
            <translation>dipinte</translation>
        </message>
        <message>
            <source>Looking at all photos</source>
            <translation>Esame di tutte le foto</translation>
        </message>
        <message>
            <source>{count} of the pictures are painted already.</source>
            <translation>{count} delle immagini sono già dipinte.</translation>
        </message>
        <message>
            <source>{name} was painted with Stylizer, in the style of {styles}.</source>
            <translation>{name} è stata dipinta con Stylizer, nello stile di {styles}.</translation>
        </message>
        <message>
            <source>Save the rest</source>
            <translation>Salva il resto</translation>
        </message>
        <message>
            <source>Save elsewhere…</source>
            <translation>Salva altrove…</translation>
        </message>
        <message>
            <source>Saving the sheet</source>
            <translation>Salvataggio del foglio</translation>
        </message>
        <message>
            <source>Saved the sheet as {name}.</source>
            <translation>Foglio salvato come {name}.</translation>
        </message>
        <message>
            <source>All looks, as the sliders stand</source>
            <translation>Tutti gli stili, secondo i cursori</translation>
        </message>
        <message>
            <source>All looks, each as it is best</source>
            <translation>Tutti gli stili, ognuno al suo meglio</translation>
        </message>
        <message>
            <source>{name}: strengths and brushes</source>
            <translation>{name}: intensità e pennelli</translation>
        </message>
        <message>
            <source>More like {name}</source>
            <translation>Altri simili a {name}</translation>
        </message>
        <message>
            <source>Open it again</source>
            <translation>Riapri</translation>
        </message>
        <message>
            <source>{name} is no longer where it was.</source>
            <translation>{name} non è più dov’era.</translation>
        </message>
        <message>
            <source>Stylizer did not close properly last time. What was open is still here.</source>
            <translation>L’ultima volta Stylizer non si è chiuso correttamente. Ciò che era aperto è ancora qui.</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Intensità</translation>
        </message>
        <message>
            <source>How far the photo moves towards the painting: 0 is the photo itself, 100 the full style.</source>
            <translation>Quanto la foto si avvicina al dipinto: 0 è la foto stessa, 100 lo stile pieno.</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Leggera</translation>
        </message>
        <message>
            <source>Medium</source>
            <translation>Media</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>Piena</translation>
        </message>
        <message>
            <source>Brush</source>
            <translation>Pennello</translation>
        </message>
        <message>
            <source>Width of the strokes: the long side of the first layer, in pixels. Fewer pixels give broader strokes; small and large copies of a photo look alike.</source>
            <translation>Larghezza delle pennellate: il lato lungo del primo strato, in pixel. Meno pixel danno pennellate più larghe; copie piccole e grandi di una foto si somigliano.</translation>
        </message>
        <message>
            <source>Fine</source>
            <translation>Sottile</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normale</translation>
        </message>
        <message>
            <source>Broad</source>
            <translation>Largo</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>Dettaglio</translation>
        </message>
        <message>
            <source>How much of the photo’s fine detail is painted: 0 gives broad, quiet paint, 100 every branch.</source>
            <translation>Quanto del dettaglio fine della foto viene dipinto: 0 dà una pittura ampia e calma, 100 ogni ramo.</translation>
        </message>
        <message>
            <source>Brushwork</source>
            <translation>Pennellate</translation>
        </message>
        <message>
            <source>How much of the painter’s hand is seen where the photo shows little, in skies and shadows: 0 leaves them smooth.</source>
            <translation>Quanto si vede la mano del pittore dove la foto mostra poco, nei cieli e nelle ombre: 0 li lascia lisci.</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Colore</translation>
        </message>
        <message>
            <source>Whose colours the result has: 0 takes the painting’s, 100 keeps the photo’s.</source>
            <translation>Di chi sono i colori del risultato: 0 prende quelli del dipinto, 100 conserva quelli della foto.</translation>
        </message>
        <message>
            <source>Painting’s</source>
            <translation>Del dipinto</translation>
        </message>
        <message>
            <source>Photo’s</source>
            <translation>Della foto</translation>
        </message>
        <message>
            <source>Vividness</source>
            <translation>Vivacità</translation>
        </message>
        <message>
            <source>How strong contrast and colours are: 0 leaves them as the network paints them, a little dull.</source>
            <translation>Quanto sono forti contrasto e colori: 0 li lascia come li dipinge la rete, un po’ spenti.</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>NVIDIA graphics card (CUDA)</source>
            <translation>Scheda grafica NVIDIA (CUDA)</translation>
        </message>
        <message>
            <source>Graphics card (DirectML)</source>
            <translation>Scheda grafica (DirectML)</translation>
        </message>
        <message>
            <source>Apple graphics and neural engine (Core ML)</source>
            <translation>Grafica e motore neurale Apple (Core ML)</translation>
        </message>
        <message>
            <source>Graphics card (WebGPU)</source>
            <translation>Scheda grafica (WebGPU)</translation>
        </message>
        <message>
            <source>CPU, through Intel’s OpenVINO</source>
            <translation>CPU, con OpenVINO di Intel</translation>
        </message>
        <message>
            <source>Strip metadata</source>
            <translation>Rimuovi i metadati</translation>
        </message>
        <message>
            <source>Existing files</source>
            <translation>File esistenti</translation>
        </message>
        <message>
            <source>Incomplete photos</source>
            <translation>Foto incomplete</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Tema</translation>
        </message>
        <message>
            <source>Welcome</source>
            <translation>Benvenuto</translation>
        </message>
        <message>
            <source>Look for updates</source>
            <translation>Cerca aggiornamenti</translation>
        </message>
        <message>
            <source>the photo’s name, without its suffix</source>
            <translation>il nome della foto, senza estensione</translation>
        </message>
        <message>
            <source>the look that it is painted in</source>
            <translation>lo stile in cui è dipinta</translation>
        </message>
        <message>
            <source>how strongly it is painted, in per cent</source>
            <translation>l’intensità con cui è dipinta, in percentuale</translation>
        </message>
        <message>
            <source>the brush’s number: the lower, the broader</source>
            <translation>il numero del pennello: più è basso, più è largo</translation>
        </message>
        <message>
            <source>the picture’s number: 1, 2, 3 …</source>
            <translation>il numero dell’immagine: 1, 2, 3 …</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Data</translation>
        </message>
        <message>
            <source>the day the photo was taken, such as 2026-01-31</source>
            <translation>il giorno dello scatto, per esempio 2026-01-31</translation>
        </message>
        <message>
            <source>the folder that the photo lies in</source>
            <translation>la cartella in cui si trova la foto</translation>
        </message>
        <message>
            <source>Built-in</source>
            <translation>Incluse nel programma</translation>
        </message>
        <message>
            <source>Small and fast; trained for this program, looks and strokes learned from paintings.</source>
            <translation>Piccole e veloci; addestrate per questo programma, con stili e pennellate imparati dai dipinti.</translation>
        </message>
    </context>
</TS>
