"""How the window looks: themes, icons, and pictures made ready for the screen."""
