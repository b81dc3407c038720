<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
    <context>
        <name>Stylizer</name>
        <message>
            <source>Strength</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Brush</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mixture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Painting: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mix in {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take out {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Surprise</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There must be a photo and a painting of your own to swap them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Swap photo and painting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Turn photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Crop photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Crop painting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close painting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Networks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paint like this</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back to an earlier result</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Something unexpected went wrong.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is not enough memory for this.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is a link, and nothing is downloaded. Save the picture first, then drop the file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no picture in this.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As painting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use the pasted picture as photo or as painting?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photo: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} was painted with Stylizer, in the style of {styles}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This picture was painted by the networks {pack}, which are not installed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The painting {name} is known only to the networks that this picture was painted with.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saving {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saved as {name} in {folder}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} pictures saved in {folder}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This picture cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Album</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save all…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paint every photo of the album with the current choices and save them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close album</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Medium</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Broad</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Canvas</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop a photo here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>or click to choose one. Then drop a painting on the left.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Empty. Drop a photo, or press Enter to choose one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shows the photo.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shows the painted picture.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photo left, painted picture right; the line is at {share} %.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop as photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop as album of {count} photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop to paint like this</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop as painting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop as paintings to mix</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Painted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paint the photo in full size and write it to a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How far the photo moves towards the painting: 0 % is the photo itself. Double-click resets.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How broad the strokes are. It belongs to the picture: small and large copies look alike.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whose colours the result has: the painting's on the left, the photo's own on the right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Painting’s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photo’s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mix</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How much of this painting goes into the mixture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take {title} out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mixture of paintings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Four paintings are the most.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop to add it to the mixture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a painting, or drag up to four here to mix them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drag more paintings here to mix them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop a photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop a painting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Painting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop {count} photos: the first here, all in the album</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop to mix these paintings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Turn left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Turn right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Learn from a part of the painting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paste</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last results</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>strength {percent} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Starter paintings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your paintings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Surprise me: paint with something picked at random</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Surprise me</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paintings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paint with this</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add to the mixture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take off the shelf</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
