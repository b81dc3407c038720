"""The Python library: what it takes, what it gives, and the Stylizer between them."""
