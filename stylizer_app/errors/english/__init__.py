"""Every reason and note as a plain English sentence that suits everybody: it names neither flags nor buttons."""
