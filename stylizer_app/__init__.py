"""Stylizer turns a photograph into a painting in the style of another picture."""

__version__ = "0.1.0"
APP_ID = "org.stylizer.Stylizer"
