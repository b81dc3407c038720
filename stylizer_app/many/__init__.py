"""Many pictures: which there are, what is made of them, where it goes, who paints it, and what is done already."""
