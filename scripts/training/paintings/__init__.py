"""Learning from paintings: what VGG-19 sees in them is the teacher."""
