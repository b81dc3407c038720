"""What a picture file says besides its pixels: Exif, IPTC and XMP, changed in place so that all else stays."""
