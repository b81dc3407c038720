"""The main window: where everything lies, what is connected with what, and which dialogs open."""
